import { Select, Skeleton, Table, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { bundledNetworks, useStudio } from '../../store/studioStore';
import { formatBytes, formatCount, formatPercent } from '../format';
import { Panel } from '../Panel';
import { Term } from '../Term';
import type { TermName } from '../terms';

export function NetworkPanel() {
  const network = useStudio((state) => state.network);
  const busy = useStudio((state) => state.busy);
  const openFiles = useStudio((state) => state.openFiles);
  return (
    <Panel title="Network and images">
      {network ? (
        <Table withRowBorders={false} verticalSpacing={2} horizontalSpacing={0} className="numbers">
          <Table.Tbody>
            <Row name="Network" value={network.name} />
            <Row name="Test accuracy" term="accuracy" value={formatPercent(network.accuracy)} />
            <Row name="Parameters" term="parameters" value={formatCount(network.sizes.params)} />
            <Row name="FLOPs" term="flops" value={formatCount(network.sizes.flops)} />
            <Row name="Size" term="size" value={formatBytes(network.sizes.bytes)} />
            <Row name="Prunable layers" term="prunable" value={String(network.layers.length)} />
          </Table.Tbody>
        </Table>
      ) : (
        <Skeleton height={142} animate={Boolean(busy)} />
      )}
      <BundledSelect />
      <DatasetSelect />
      <Dropzone onDrop={openFiles} p="sm" mt="sm" multiple inputProps={{ 'aria-label': 'Open a network' }}>
        <Text size="sm" ta="center">
          {busy ? `${busy}…` : 'Drop model.json with its weights, or a zip'}
        </Text>
      </Dropzone>
    </Panel>
  );
}

function Row({ name, term, value }: { name: string; term?: TermName; value: string }) {
  return (
    <Table.Tr>
      <Table.Td c="dimmed">{term ? <Term name={term}>{name}</Term> : name}</Table.Td>
      <Table.Td ta="right">{value}</Table.Td>
    </Table.Tr>
  );
}

const datasets = { bundled: 'CIFAR-10, bundled 6,000 images', full: 'CIFAR-10, all 60,000 images' };

const useIsFree = (): boolean =>
  useStudio((state) => !state.busy && state.status !== 'running' && state.status !== 'paused');

function BundledSelect() {
  const name = useStudio((state) => state.network?.name);
  const openBundled = useStudio((state) => state.openBundled);
  const isFree = useIsFree();
  return (
    <Select
      label="Bundled networks"
      mt="xs"
      allowDeselect={false}
      disabled={!isFree}
      placeholder="your own is open"
      value={bundledNetworks.find((bundled) => bundled === name) ?? null}
      data={[...bundledNetworks]}
      onChange={(bundled) => bundled && void openBundled(bundled)}
    />
  );
}

function DatasetSelect() {
  const dataset = useStudio((state) => state.datasetName);
  const hasFull = useStudio((state) => state.hasFullDataset);
  const isFree = useIsFree();
  const chooseDataset = useStudio((state) => state.chooseDataset);
  return (
    <Select
      label="Images"
      mt="xs"
      allowDeselect={false}
      disabled={!isFree}
      value={dataset}
      data={[
        { value: 'bundled', label: datasets.bundled },
        {
          value: 'full',
          label: hasFull ? datasets.full : `${datasets.full} (npm run data)`,
          disabled: !hasFull,
        },
      ]}
      onChange={(name) => void chooseDataset(name === 'full' ? 'full' : 'bundled')}
    />
  );
}
