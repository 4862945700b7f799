import { Table } from '@mantine/core';
import type { CompressedNetwork } from '../../engine/run/events';
import { tellStored, tellTrainedFor } from '../../words/compressions';
import { signedPoints, tellGapRange } from '../../words/figures';
import { formatWhole } from '../../words/numbers';
import { resultTexts, resultWords, sizeRows } from '../../words/resultView';
import { fill } from '../../words/text';
import { Fold, Folds } from '../Fold';
import { formatBytes, formatInterval, formatPercent } from '../format';
import { Term } from '../Term';

/** The pruned network in fewer bits, a row for each way; nothing where none was asked for. */
export function SmallerFiles({ compressed }: { compressed: readonly CompressedNetwork[] }) {
  const [first] = compressed;
  if (!first) return null;
  return (
    <Folds>
      <Fold name="smaller-files" title={resultWords['smaller-files']} term="compressed">
        <Table className="numbers results" verticalSpacing={5} horizontalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{resultWords.weights}</Table.Th>
              <Table.Th>
                <Term name="codedSize">{sizeRows.size}</Term>
              </Table.Th>
              <Table.Th>{fill(resultTexts.accuracy, { images: formatWhole(first.measured.images) })}</Table.Th>
              <Table.Th>{resultWords['gap-from-pruned']}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {compressed.map((each) => (
              <CompressedRow key={`${each.id} ${each.epochs ?? 0}`} compressed={each} />
            ))}
          </Table.Tbody>
        </Table>
      </Fold>
    </Folds>
  );
}

function CompressedRow({ compressed }: { compressed: CompressedNetwork }) {
  const { measured, storedBytes } = compressed;
  return (
    <Table.Tr>
      <Table.Th scope="row">{tellTrainedFor(compressed)}</Table.Th>
      <Table.Td>{tellStored(compressed, formatBytes(storedBytes))}</Table.Td>
      <Table.Td>
        {formatPercent(measured.accuracy)} ({formatInterval(measured)})
      </Table.Td>
      <Table.Td>{measured.gap && `${signedPoints(measured.gap.gap)} (${tellGapRange(measured.gap)})`}</Table.Td>
    </Table.Tr>
  );
}
