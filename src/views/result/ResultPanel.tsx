import { Button, Menu, Table } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import type { Measured } from '../../engine/events';
import { formatNames } from '../../engine/io/formatNames';
import { isApart, type Spread } from '../../store/runView';
import { type StudioState, useStudio } from '../../store/studioStore';
import { useStudioLater } from '../../store/useStudioLater';
import { formatBytes, formatCount, formatLabels, formatPercent } from '../format';
import { Panel } from '../Panel';
import { Term } from '../Term';
import type { TermName } from '../terms';

const rows: Array<{
  name: string;
  term: TermName;
  of: (measured: Measured) => number;
  format: (value: number) => string;
  isRatio: boolean;
}> = [
  { name: 'Test accuracy', term: 'accuracy', of: ({ accuracy }) => accuracy, format: formatPercent, isRatio: false },
  { name: 'Parameters', term: 'parameters', of: ({ params }) => params, format: formatCount, isRatio: true },
  { name: 'FLOPs', term: 'flops', of: ({ flops }) => flops, format: formatCount, isRatio: true },
  { name: 'Size', term: 'size', of: ({ bytes }) => bytes, format: formatBytes, isRatio: true },
];

const hasFinished = ({ status }: StudioState): boolean => status === 'finished';

export function ResultPanel() {
  const { baseline, selected, pruned } = useStudio((state) => state.run.measured);
  const latency = useStudio((state) => state.run.latency);
  const isFinished = useStudioLater(hasFinished);
  const download = useStudio((state) => state.download);
  const format = useStudio((state) => state.network?.format);
  return (
    <Panel
      title="Result"
      aside={
        <Menu position="bottom-end" disabled={!isFinished}>
          <Menu.Target>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconDownload size={14} />}
              rightSection={<IconChevronDown size={14} />}
              disabled={!isFinished}
            >
              Download
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>The pruned network</Menu.Label>
            {formatNames.map((name) => (
              <Menu.Item key={name} onClick={() => void download(name)}>
                {formatLabels[name]}
                {name === format && ' · as it came'}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item onClick={() => void download('selection')}>Kept channels (selection.json)</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      }
    >
      <Table className="numbers results" verticalSpacing={5} horizontalSpacing={4} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Td />
            <Table.Th>Baseline</Table.Th>
            <Table.Th>
              <Term name="selection">Selected</Term>
            </Table.Th>
            <Table.Th>Pruned</Table.Th>
            <Table.Th>Gain</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ name, term, of, format, isRatio }) => (
            <Table.Tr key={name}>
              <Table.Td>
                <Term name={term}>{name}</Term>
              </Table.Td>
              <Table.Td>{baseline ? format(of(baseline)) : '–'}</Table.Td>
              <Table.Td>{selected ? format(of(selected)) : '–'}</Table.Td>
              <Table.Td fw={700}>{pruned ? format(of(pruned)) : '–'}</Table.Td>
              <Table.Td>{gain(baseline && of(baseline), pruned && of(pruned), isRatio)}</Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Td>
              <Term name="latency">Latency</Term>
            </Table.Td>
            <Table.Td>{latency ? formatSpread(latency.baseline) : '–'}</Table.Td>
            <Table.Td>–</Table.Td>
            <Table.Td fw={700}>{latency ? formatSpread(latency.pruned) : '–'}</Table.Td>
            <Table.Td>
              {latency && isApart(latency.baseline, latency.pruned)
                ? gain(latency.baseline.median, latency.pruned.median, true)
                : '–'}
            </Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </Panel>
  );
}

const formatSpread = ({ median, q1, q3 }: Spread): string =>
  `${median.toFixed(1)} ms (${q1.toFixed(1)}–${q3.toFixed(1)})`;

function gain(before: number | undefined, after: number | undefined, isRatio: boolean): string {
  if (before === undefined || after === undefined) return '–';
  if (isRatio) return `${(before / after).toFixed(2)}×`;
  const points = 100 * (after - before);
  return `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(1)} pt`;
}
