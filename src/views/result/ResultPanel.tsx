import { Button, Table, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { Measured } from '../../engine/events';
import { useStudio } from '../../store/studioStore';
import { formatBytes, formatCount, formatPercent } from '../format';
import { Panel } from '../Panel';

const rows: Array<{
  name: string;
  of: (measured: Measured) => number;
  format: (value: number) => string;
  ratio: boolean;
}> = [
  { name: 'Test accuracy', of: ({ accuracy }) => accuracy, format: formatPercent, ratio: false },
  { name: 'Parameters', of: ({ params }) => params, format: formatCount, ratio: true },
  { name: 'FLOPs', of: ({ flops }) => flops, format: formatCount, ratio: true },
  { name: 'Size', of: ({ bytes }) => bytes, format: formatBytes, ratio: true },
  { name: 'Latency, 32 images', of: ({ latency }) => latency, format: (ms) => `${ms.toFixed(1)} ms`, ratio: true },
];

export function ResultPanel() {
  const { baseline, selected, pruned } = useStudio((state) => state.run.measured);
  const status = useStudio((state) => state.status);
  const download = useStudio((state) => state.download);
  return (
    <Panel
      title="Result"
      aside={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} />}
          disabled={status !== 'finished'}
          onClick={download}
        >
          Download
        </Button>
      }
    >
      <Table.ScrollContainer minWidth={460}>
        <Table className="numbers" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>&nbsp;</Table.Th>
              <Table.Th ta="right">Baseline</Table.Th>
              <Table.Th ta="right">After selection</Table.Th>
              <Table.Th ta="right">Fine-tuned</Table.Th>
              <Table.Th ta="right">Saved</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ name, of, format, ratio }) => (
              <Table.Tr key={name}>
                <Table.Td>{name}</Table.Td>
                {[baseline, selected, pruned].map((measured, column) => (
                  <Table.Td key={['baseline', 'selected', 'pruned'][column]} ta="right" fw={column === 2 ? 700 : 400}>
                    {measured ? format(of(measured)) : '–'}
                  </Table.Td>
                ))}
                <Table.Td ta="right">
                  <Text size="sm" c="dimmed" component="span">
                    {saved(baseline && of(baseline), pruned && of(pruned), ratio)}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  );
}

function saved(before: number | undefined, after: number | undefined, ratio: boolean): string {
  if (before === undefined || after === undefined) return '–';
  if (ratio) return `${(before / after).toFixed(2)}×`;
  const points = 100 * (after - before);
  return `${points >= 0 ? '+' : ''}${points.toFixed(1)} points`;
}
