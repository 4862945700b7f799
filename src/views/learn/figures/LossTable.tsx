import { VisuallyHidden } from '@mantine/core';
import type { AllLosses } from '../../../lessons/lessonData';
import { learnWords } from '../../../words/lessons/frame';
import { type SymbolId, symbolWords } from '../../../words/lessons/symbols';
import { Formula } from '../formulas/Formula';
import { symbolTex } from '../formulas/formulas';
import { formatScore } from '../lesson/formatScore';

interface Props {
  readonly rows: ReadonlyArray<{ readonly name: string; readonly losses: AllLosses }>;
  /** L is told too. */
  readonly hasJoint?: boolean;
}

const allColumns: ReadonlyArray<readonly [SymbolId, keyof AllLosses]> = [
  ['LM', 'reconstruction'],
  ['LS', 'discrimination'],
  ['L', 'joint'],
];

/** L_M, L_S and perhaps L of some selections. */
export function LossTable({ rows, hasJoint = true }: Props) {
  const columns = hasJoint ? allColumns : allColumns.slice(0, 2);
  return (
    <table className="loss-table">
      <thead>
        <tr>
          <th scope="col">{learnWords.kept}</th>
          {columns.map(([symbol]) => (
            <th key={symbol} scope="col" data-symbol={symbol}>
              <VisuallyHidden>{symbolWords[symbol].name}</VisuallyHidden>
              <Formula tex={symbolTex[symbol]} isInline />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, losses }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {columns.map(([symbol, of]) => (
              <td key={symbol} data-symbol={symbol}>
                {formatScore(losses[of])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
