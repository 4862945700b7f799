import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Measured, Report } from '../../engine/run/events';
import { latencyBatches, type Spread, speedOf } from '../../runs/report';
import type { RunState } from '../../runs/state';
import { signedPoints, tellGapRange, tellImages } from '../../words/figures';
import { formatWhole } from '../../words/numbers';
import { resultTexts, resultWords, sizeRows, tellTimes } from '../../words/resultView';
import type { TermName } from '../../words/terms';
import { fill } from '../../words/text';
import { formatBytes, formatCount, formatInterval, formatMilliseconds, formatPercent } from '../format';
import { Term } from '../Term';

/** The figures of a run, with dashes for those that it has not told. */
export function ResultTable({ state }: { state: RunState }) {
  const { measured, latency, trainsScratch } = state;
  const { baseline, selected, pruned, scratch } = measured;
  const networks = [baseline, selected, pruned];
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
        <Row
          name={
            baseline?.isAgreement ? (
              <Term name="agreement">{resultWords.agreement}</Term>
            ) : (
              <Term name="accuracy">{resultWords.accuracy}</Term>
            )
          }
          below={baseline ? fill(resultTexts.images, { images: formatWhole(baseline.images) }) : '\u00a0'}
          figures={networks.map(accuracyOf)}
        />
        <Row
          name={<Term name="errorGap">{resultWords['error-gap']}</Term>}
          below={resultWords.points}
          figures={[undefined, gapOf(selected), gapOf(pruned)]}
        />
        {trainsScratch && (
          <Row
            name={<Term name="scratch">{resultWords.scratch}</Term>}
            below={resultWords['same-widths']}
            figures={[undefined, undefined, accuracyOf(scratch)]}
            change={scratch?.gap && fill(resultTexts.gap, { points: signedPoints(scratch.gap.gap) })}
          />
        )}
        {sizes.map(({ name, term, of, format, less }) => (
          <Row
            key={term}
            name={<Term name={term}>{sizeRows[name]}</Term>}
            figures={networks.map((each) => each && { value: format(of(each)) })}
            change={baseline && pruned && timesLess(of(baseline) / of(pruned), less)}
          />
        ))}
        {pruned?.sparse && (
          <>
            <Row
              name={<Term name="keptWeights">{resultWords['weights-not-zero']}</Term>}
              figures={networks.map((each) => each?.sparse && { value: formatCount(each.sparse.weights) })}
              change={timesLess(pruned.params / pruned.sparse.weights, 'fewer')}
            />
            <Row
              name={<Term name="storedSize">{resultWords['size-as-stored']}</Term>}
              figures={networks.map((each) => each?.sparse && { value: formatBytes(each.sparse.storedBytes) })}
              change={timesLess(pruned.bytes / pruned.sparse.storedBytes, 'smaller')}
            />
          </>
        )}
        <LatencyRow images={latencyBatches[0]} told={latency.find(({ images }) => images === 1)} />
        <LatencyRow images={latencyBatches[1]} told={latency.find(({ images }) => images > 1)} />
      </Table.Tbody>
    </Table>
  );
}

interface Size {
  readonly name: keyof typeof sizeRows;
  readonly term: TermName;
  readonly less: 'fewer' | 'smaller';
  of(measured: Measured): number;
  format(value: number): string;
}

const sizes: readonly Size[] = [
  { name: 'parameters', term: 'parameters', less: 'fewer', of: ({ params }) => params, format: formatCount },
  { name: 'flops', term: 'flops', less: 'fewer', of: ({ flops }) => flops, format: formatCount },
  { name: 'size', term: 'size', less: 'smaller', of: ({ bytes }) => bytes, format: formatBytes },
];

/** A figure, and below it how sure it is. */
interface Figure {
  readonly value: string;
  readonly range?: string;
}

const accuracyOf = (measured: Measured | undefined): Figure | undefined =>
  measured && { value: formatPercent(measured.accuracy), range: formatInterval(measured) };

const gapOf = (measured: Measured | undefined): Figure | undefined =>
  measured?.gap && {
    value: signedPoints(measured.gap.gap),
    range: tellGapRange(measured.gap),
  };

const spreadOf = ({ median, q1, q3 }: Spread): Figure => ({
  value: formatMilliseconds(median),
  range: `${q1.toFixed(1)}–${q3.toFixed(1)}`,
});

const timesLess = (ratio: number, less: Size['less']): string =>
  ratio === 1 ? resultWords.same : tellTimes(ratio, less);

function LatencyRow({ images, told }: { images: number; told: Report['latency'][number] | undefined }) {
  return (
    <Row
      name={<Term name="latency">{resultWords.latency}</Term>}
      below={tellImages(told?.images ?? images)}
      figures={told ? [spreadOf(told.baseline), undefined, spreadOf(told.pruned)] : []}
      change={told && speedup(told.baseline, told.pruned)}
    />
  );
}

function speedup(baseline: Spread, pruned: Spread): string {
  const speed = speedOf(baseline, pruned);
  if (speed === 'same') return resultWords['no-difference'];
  const ratio = baseline.median / pruned.median;
  return tellTimes(speed === 'faster' ? ratio : 1 / ratio, speed);
}

interface RowProps {
  readonly name: ReactNode;
  /** A second line, where figures have one. */
  readonly below?: string;
  /** Of the baseline, and of the selected and the pruned network. */
  readonly figures: ReadonlyArray<Figure | undefined>;
  readonly change?: string | undefined;
}

function Row({ name, below, figures: [baseline, selected, pruned], change }: RowProps) {
  const cellOf = (figure: Figure | undefined) => (
    <>
      {figure?.value ?? '–'}
      {below !== undefined && <SecondLine>{figure?.range ?? '\u00a0'}</SecondLine>}
    </>
  );
  return (
    <Table.Tr>
      <Table.Td>
        {name}
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
