import { Table } from '@mantine/core';
import type { CompressedNetwork } from '../../engine/run/events';
import { tellCompression, tellShrinking, tellTraining } from '../../words/compressions';
import { signedPoints, tellGapRange } from '../../words/figures';
import { Fold, Folds } from '../Fold';
import { formatBytes, formatInterval, formatPercent, formatWhole } from '../format';
import { Term } from '../Term';

/** The pruned network in fewer bits, a row for each way; nothing where none was asked for. */
export function SmallerFiles({ compressed }: { compressed: readonly CompressedNetwork[] }) {
  const [first] = compressed;
  if (!first) return null;
  return (
    <Folds>
      <Fold name="smaller-files" title="Smaller files" term="compressed">
        <Table className="numbers results" verticalSpacing={5} horizontalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Weights</Table.Th>
              <Table.Th>
                <Term name="codedSize">Size</Term>
              </Table.Th>
              <Table.Th>Accuracy (n = {formatWhole(first.measured.images)})</Table.Th>
              <Table.Th>Gap from pruned</Table.Th>
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
  const { id, measured, storedBytes } = compressed;
  const training = tellTraining(compressed);
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {tellCompression(id)}
        {training && `, ${training}`}
      </Table.Th>
      <Table.Td>
        {formatBytes(storedBytes)}, {tellShrinking(compressed)}
      </Table.Td>
      <Table.Td>
        {formatPercent(measured.accuracy)} ({formatInterval(measured)})
      </Table.Td>
      <Table.Td>{measured.gap && `${signedPoints(measured.gap.gap)} (${tellGapRange(measured.gap)})`}</Table.Td>
    </Table.Tr>
  );
}
