import { Alert, Button, Select, Table, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { smallestWithin } from '../../comparison/smallest';
import { useChoice } from '../../store/choice';
import { useKept } from '../../store/kept/keptStore';
import { titleOf } from '../../store/kept/titles';
import { comparingTitles, comparingWords, tellContest, tellDeleted } from '../../words/comparing';
import { Panel } from '../Panel';
import { Term } from '../Term';
import { EntryRow, UnprunedRow } from './EntryRow';
import type { Contest, Entry } from './entries';
import { shownBy } from './shown';
import { UnfinishedRow } from './UnfinishedRow';
import { unfinishedOf } from './unfinished';

interface RunsPanelProps {
  readonly contest: Contest | undefined;
  readonly contests: readonly Contest[];
  readonly ticked: readonly Entry[];
}

/** All runs of a contest, and those that have not finished. */
export function RunsPanel({ contest, contests, ticked }: RunsPanelProps) {
  const measure = useChoice((choice) => choice.measure);
  const unfinished = unfinishedOf(useKept((state) => state.runs) ?? []);
  const fault = useKept((state) => state.fault);
  const entries = contest?.entries ?? [];
  const isAgreement = entries[0]?.rows[0].isAgreement ?? false;
  const smallest = smallestWithin(shownBy(measure, entries), 1, measure);
  const table = useRef<HTMLDivElement>(null);
  return (
    <Panel title={comparingTitles.runs} aside={<ContestSelect contest={contest} contests={contests} />}>
      <Deleted onUndone={() => table.current?.focus()} />
      <div className="runs" ref={table} tabIndex={-1}>
        <Table className="numbers runs-table" verticalSpacing={5} horizontalSpacing={8} stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Td />
              <Table.Th>{comparingWords.run}</Table.Th>
              <Table.Th>
                <Term name={isAgreement ? 'agreement' : 'accuracy'}>
                  {isAgreement ? comparingWords.agreement : comparingWords.accuracy}
                </Term>
              </Table.Th>
              <Table.Th>
                <Term name="parameters">{comparingWords.params}</Term>
              </Table.Th>
              <Table.Th>
                <Term name="flops">{comparingWords.flops}</Term>
              </Table.Th>
              <Table.Th>
                <Term name="comparedTimes">{comparingWords.milliseconds}</Term>
              </Table.Th>
              <Table.Th>{comparingWords.took}</Table.Th>
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entries[0] && <UnprunedRow row={entries[0].rows[0]} />}
            {unfinished.map((run) => (
              <UnfinishedRow key={run.id} run={run} />
            ))}
            {entries.map((entry) => (
              <EntryRow key={entry.key} entry={entry} ticked={ticked} isSmallest={entry === smallest} />
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Text size="xs" c="dimmed" mt="xs">
        {fault === undefined ? comparingWords.kept : comparingWords.notKept}
      </Text>
    </Panel>
  );
}

function ContestSelect({ contest, contests }: Omit<RunsPanelProps, 'ticked'>) {
  if (!contest) return null;
  return (
    <Select
      aria-label={comparingWords.contest}
      size="xs"
      w={300}
      maw="100%"
      allowDeselect={false}
      value={contest.key}
      data={contests.map(({ key, network, images }) => ({ value: key, label: tellContest(network, images) }))}
      onChange={(key) => useChoice.setState({ contest: key ?? undefined, ticked: undefined, layer: undefined })}
    />
  );
}

/** The run that was deleted last. Its row had the focus: Undo takes it, and hands it to the table that has the row again. */
function Deleted({ onUndone }: { onUndone(): void }) {
  const deleted = useKept((state) => state.deleted);
  const undo = useKept((state) => state.undoRemove);
  const button = useRef<HTMLButtonElement>(null);
  const before = useRef(deleted);
  useEffect(() => {
    if (deleted !== before.current && document.activeElement === document.body) button.current?.focus();
    before.current = deleted;
  }, [deleted]);
  if (!deleted) return null;
  return (
    <Alert variant="default" className="remark" p="xs" mb="xs" role="status">
      {tellDeleted(titleOf(deleted.run))}{' '}
      <Button ref={button} size="compact-xs" variant="default" onClick={() => void undo().then(onUndone)}>
        {comparingWords.undo}
      </Button>
    </Alert>
  );
}
