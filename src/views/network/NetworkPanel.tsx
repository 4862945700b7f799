import { Skeleton, Table, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { useStudio } from '../../store/studioStore';
import { formatBytes, formatCount, formatPercent } from '../format';
import { Panel } from '../Panel';

export function NetworkPanel() {
  const network = useStudio((state) => state.network);
  const dataset = useStudio((state) => state.dataset);
  const busy = useStudio((state) => state.busy);
  const openFiles = useStudio((state) => state.openFiles);
  return (
    <Panel title="Network and images">
      {network && dataset ? (
        <Table withRowBorders={false} verticalSpacing={2} horizontalSpacing={0} className="numbers">
          <Table.Tbody>
            <Row name="Network" value={network.name} />
            <Row name="Test accuracy" value={formatPercent(network.accuracy)} />
            <Row name="Parameters" value={formatCount(network.sizes.params)} />
            <Row name="FLOPs" value={formatCount(network.sizes.flops)} />
            <Row name="Size" value={formatBytes(network.sizes.bytes)} />
            <Row name="Prunable layers" value={String(network.layers.length)} />
            <Row name="Images" value={dataset.name} />
          </Table.Tbody>
        </Table>
      ) : (
        <Skeleton height={166} animate={Boolean(busy)} />
      )}
      <Dropzone onDrop={openFiles} p="sm" mt="sm" multiple inputProps={{ 'aria-label': 'Open a network' }}>
        <Text size="sm" ta="center">
          {busy ? `${busy}…` : 'Drop model.json with its weights, or a zip'}
        </Text>
      </Dropzone>
    </Panel>
  );
}

function Row({ name, value }: { name: string; value: string }) {
  return (
    <Table.Tr>
      <Table.Td c="dimmed">{name}</Table.Td>
      <Table.Td ta="right">{value}</Table.Td>
    </Table.Tr>
  );
}
