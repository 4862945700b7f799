import { Table, Text } from '@mantine/core';
import type { RunState } from '../../runs/state';
import { resultWords } from '../../words/resultView';
import { Term } from '../Term';
import { type Figure, type FigureRow, figureRows } from './figureRows';

/** The figures of a run, with dashes for those that it has not told. */
export function ResultTable({ state }: { state: RunState }) {
  return (
    <Table className="numbers results" verticalSpacing={5} horizontalSpacing={4} layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Td />
          <Table.Th>{resultWords.baseline}</Table.Th>
          <Table.Th>
            <Term name="selection">{resultWords.selected}</Term>
          </Table.Th>
          <Table.Th>{resultWords.pruned}</Table.Th>
          <Table.Td />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {figureRows(state).map((row) => (
          <Row key={`${row.term} ${row.below}`} {...row} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Row({ term, name, below, figures: [baseline, selected, pruned], change }: FigureRow) {
  const cellOf = (figure: Figure | undefined) => (
    <>
      {figure?.value ?? '–'}
      {below !== undefined && <SecondLine>{figure?.range ?? '\u00a0'}</SecondLine>}
    </>
  );
  return (
    <Table.Tr>
      <Table.Td>
        <Term name={term}>{name}</Term>
        {below !== undefined && <SecondLine>{below}</SecondLine>}
      </Table.Td>
      <Table.Td>{cellOf(baseline)}</Table.Td>
      <Table.Td>{cellOf(selected)}</Table.Td>
      <Table.Td fw={700}>{cellOf(pruned)}</Table.Td>
      <Table.Td>{change}</Table.Td>
    </Table.Tr>
  );
}

const SecondLine = ({ children }: { children: string }) => (
  <Text size="xs" c="dimmed" className="numbers">
    {children}
  </Text>
);
