import { Button, Menu, Table, Text } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import { formatNames } from '../../engine/io/formatNames';
import type { Measured } from '../../engine/run/events';
import { isApart, type Spread } from '../../runs/report';
import { isRecipeChanged } from '../../store/presets';
import { finishedRun, hasNetwork, type RunFile, type StudioState, shownRun } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { tellSearch } from '../../words/targets';
import type { TermName } from '../../words/terms';
import { sentence } from '../../words/text';
import { formatBytes, formatCount, formatLabels, formatPercent, formatWhole } from '../format';
import { Panel } from '../Panel';
import { Term } from '../Term';

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

/** The run whose figures the table shows: the one shown, else the last that has finished. */
const runOfTable = (state: StudioState) => shownRun(state) ?? finishedRun(state);

const isEarlierRun = (state: StudioState): boolean => shownRun(state) === undefined && finishedRun(state) !== undefined;

export function ResultPanel() {
  const run = useStudio(runOfTable);
  const isEarlier = useStudio(isEarlierRun);
  const isOld = useStudio(isRecipeChanged) && run?.status === 'finished';
  const search = run?.state.report?.search;
  const { latency, measured: { baseline, selected, pruned } = {} } = run?.state ?? {};
  return (
    <Panel title="Result" aside={<Downloads />}>
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
            <Table.Tr key={term}>
              <Table.Td>
                {term === 'accuracy' && baseline?.isAgreement ? (
                  <Term name="agreement">Agreement</Term>
                ) : (
                  <Term name={term}>{name}</Term>
                )}
                {term === 'accuracy' && baseline && (
                  <Text size="xs" c="dimmed" className="numbers">
                    of {formatWhole(baseline.images)} images
                  </Text>
                )}
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
      <Text size="sm" c="dimmed" className="result-note">
        {isEarlier && `Of ${run?.network}, pruned before. `}
        {run?.status === 'finished' && !run.format && `Of ${run.network}, read from a log. `}
        {search && `${sentence(tellSearch(search))} `}
        {isOld && 'Pruned by another recipe than the one that is set now.'}
      </Text>
    </Panel>
  );
}

const runFiles: ReadonlyArray<{ what: RunFile; label: string }> = [
  { what: 'selection', label: 'Kept channels (selection.json)' },
  { what: 'report', label: 'Report (report.json)' },
  { what: 'recipe', label: 'Recipe (recipe.json)' },
  { what: 'events', label: 'Everything the run told (events.jsonl)' },
];

function Downloads() {
  const finished = useStudio(finishedRun);
  const isHere = useStudio(hasNetwork);
  const download = useStudio((state) => state.download);
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false} disabled={!finished}>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} />}
          rightSection={<IconChevronDown size={14} />}
          disabled={!finished}
        >
          Download
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {isHere &&
          formatNames.map((name) => (
            <Menu.Item key={name} onClick={() => void download(name)}>
              {finished?.network}, pruned: {formatLabels[name]}
              {name === finished?.format && ' · as it came'}
            </Menu.Item>
          ))}
        {runFiles
          .filter(({ what }) => isHere || what !== 'selection')
          .map(({ what, label }) => (
            <Menu.Item key={what} onClick={() => void download(what)}>
              {label}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
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
