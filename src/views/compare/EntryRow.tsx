import { Anchor, Checkbox, Table } from '@mantine/core';
import type { Row } from '../../comparison/row';
import { speedOf } from '../../comparison/speed';
import { spreadOf } from '../../comparison/spread';
import { useKept } from '../../store/kept/keptStore';
import { comparingWords, tellChange, tellComparing, tellOf } from '../../words/comparing';
import { formatTime } from '../../words/quantities';
import { formatCount } from '../format';
import type { Entry } from './entries';
import { MarkShape } from './MarkShape';
import { RunMenu } from './RunMenu';
import { RunNote } from './RunNote';
import { toggle } from './useComparison';

interface EntryRowProps {
  readonly entry: Entry;
  readonly ticked: readonly Entry[];
  readonly isSmallest: boolean;
}

/** Half of the interval of an accuracy. */
const marginOf = ({ accuracyLow, accuracyHigh }: Row): number => (accuracyHigh - accuracyLow) / 2;

export function EntryRow({ entry, ticked, isSmallest }: EntryRowProps) {
  const { name, note, own, rows, summary } = entry;
  const isTicked = ticked.includes(entry);
  const margin = spreadOf(rows.map(marginOf)).mean;
  return (
    <Table.Tr {...(isTicked ? { 'data-ticked': true } : {})}>
      <Table.Td>
        <Checkbox
          size="xs"
          aria-label={tellComparing(name, note)}
          checked={isTicked}
          onChange={() => toggle(ticked, entry.key)}
        />
      </Table.Td>
      <Table.Td className="run-name">
        <span className="run-title">
          <MarkShape method={summary.method} />
          <span>
            <RunName entry={entry} />
            {isSmallest && <span className="smallest-badge">{comparingWords.smallest}</span>}
          </span>
        </span>
        <RunNote>{note}</RunNote>
      </Table.Td>
      <Table.Td>
        {summary.accuracy.mean.toFixed(1)} ± {margin.toFixed(1)}%<RunNote>{tellChange(-summary.gap.mean)}</RunNote>
      </Table.Td>
      <Table.Td>{formatCount(summary.params.mean)}</Table.Td>
      <Table.Td>{Number.isFinite(summary.flops.mean) ? formatCount(summary.flops.mean) : comparingWords.none}</Table.Td>
      <Table.Td>{entry.isTimedHere ? <Times row={rows[0]} /> : comparingWords.none}</Table.Td>
      <Table.Td>
        {Number.isFinite(summary.seconds.mean) ? formatTime(1000 * summary.seconds.mean) : comparingWords.none}
      </Table.Td>
      <Table.Td className="run-actions">{own && <RunMenu run={own} name={name} />}</Table.Td>
    </Table.Tr>
  );
}

function RunName({ entry: { name, own } }: { entry: Entry }) {
  const reopen = useKept((state) => state.reopen);
  if (!own) return name;
  return (
    <Anchor component="button" type="button" inherit title={comparingWords.watch} onClick={() => void reopen(own.id)}>
      {name}
    </Anchor>
  );
}

/** Of one image, beside what the unpruned network took in the same run. */
function Times({ row }: { row: Row }) {
  const speed = speedOf(row);
  if (speed === undefined) return comparingWords.none;
  return (
    <>
      {row.milliseconds.toFixed(2)}
      <RunNote>
        {speed === 'noisy' || speed === 'busy' ? comparingWords[speed] : tellOf(row.baselineMilliseconds)}
      </RunNote>
    </>
  );
}

/** The network as it came. */
export function UnprunedRow({ row }: { row: Row }) {
  return (
    <Table.Tr>
      <Table.Td />
      <Table.Td className="run-name">{comparingWords.unpruned}</Table.Td>
      <Table.Td>{row.baselineAccuracy.toFixed(1)}%</Table.Td>
      <Table.Td>{formatCount(row.baselineParams)}</Table.Td>
      <Table.Td>{formatCount(row.baselineFlops)}</Table.Td>
      <Table.Td />
      <Table.Td />
      <Table.Td />
    </Table.Tr>
  );
}
