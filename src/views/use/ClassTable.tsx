import { Table } from '@mantine/core';
import { type ClassChange, classChanges } from '../../engine/answers/classChanges';
import { useWords } from '../../words/answers';
import { signedPoints, tellGapRange } from '../../words/figures';
import { tellClass } from '../../words/names';
import { formatWhole } from '../../words/numbers';
import { captioned } from '../../words/text';
import { formatPercent } from '../format';
import { Term } from '../Term';
import type { TestAnswers } from './useAnswers';

/** What pruning has done to every class, those that have lost most first. */
export function ClassTable({ answers }: { answers: TestAnswers }) {
  const changes = classChanges(answers);
  const most = Math.max(...changes.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keyboard
    <section className="use-scroll" tabIndex={0} aria-label={captioned(useWords.classes, useWords.gap)}>
      <Table className="numbers use-classes" verticalSpacing={3} horizontalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{useWords.class}</Table.Th>
            <Table.Th>{useWords.images}</Table.Th>
            <Table.Th>{useWords.baseline}</Table.Th>
            <Table.Th>{useWords.pruned}</Table.Th>
            <Table.Th>
              <Term name="classGap">{useWords.gap}</Term>
            </Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changes.map((change) => (
            <Table.Tr key={change.label}>
              <Table.Th scope="row">{tellClass(answers.classes[change.label] ?? '')}</Table.Th>
              <Table.Td>{formatWhole(change.images)}</Table.Td>
              <Table.Td>{formatPercent(change.baseline)}</Table.Td>
              <Table.Td>{formatPercent(change.pruned)}</Table.Td>
              <Table.Td>
                {signedPoints(change.gap)} ({tellGapRange(change)})
              </Table.Td>
              <Table.Td className="use-range">
                <GapRange change={change} most={most} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

/** The gap and its interval about zero. @param most points at the ends of the picture */
function GapRange({ change: { gap, low, high }, most }: { change: ClassChange; most: number }) {
  const at = (share: number) => 60 + (56 * share) / (most || 1);
  return (
    <svg viewBox="0 0 120 14" aria-hidden>
      <line x1={60} x2={60} y1={0} y2={14} className="use-zero" />
      <line x1={at(low)} x2={at(high)} y1={7} y2={7} className="use-interval" />
      {gap > 0 ? (
        <rect x={at(gap) - 4} y={3} width={8} height={8} className="use-worse" />
      ) : (
        <circle cx={at(gap)} cy={7} r={4} className="use-better" />
      )}
    </svg>
  );
}
