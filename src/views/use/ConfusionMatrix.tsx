import { SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { classChanges } from '../../engine/answers/classChanges';
import { confusion } from '../../engine/answers/confusion';
import { matrixNames, tellConfused, tellSomeClasses, useWords } from '../../words/answers';
import { tellClass } from '../../words/names';
import { captioned } from '../../words/text';
import type { TestAnswers } from './useAnswers';

type MatrixName = keyof typeof matrixNames;

/** More rows are no picture any more. */
const mostRows = 20;

/** How often each class is taken for each: before, after, or what has changed. */
export function ConfusionMatrix({ answers }: { answers: TestAnswers }) {
  const [shown, setShown] = useState<MatrixName>('change');
  const classes = answers.classes.map(tellClass);
  const counts = countsOf(answers, shown);
  const rows = rowsOf(answers);
  /** Right answers outnumber the others by far: they set no measure. */
  const most = Math.max(
    1,
    ...rows.flatMap((row) => rows.map((column) => (row === column ? 0 : Math.abs(counts[row]?.[column] ?? 0)))),
  );
  const isMatrix = (name: string): name is MatrixName => Object.hasOwn(matrixNames, name);
  return (
    <>
      <SegmentedControl
        size="xs"
        mb="xs"
        aria-label={useWords.confusion}
        value={shown}
        onChange={(name) => isMatrix(name) && setShown(name)}
        data={Object.entries(matrixNames).map(([value, label]) => ({ value, label }))}
      />
      {rows.length < classes.length && (
        <Text size="xs" c="dimmed">
          {tellSomeClasses(rows.length, classes.length)}
        </Text>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keyboard */}
      <section className="use-scroll" tabIndex={0} aria-label={captioned(useWords.confusion, matrixNames[shown])}>
        <table className="confusion numbers">
          <thead>
            <tr>
              <td />
              {rows.map((column) => (
                <th key={column} scope="col">
                  <span>{classes[column]}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row}>
                <th scope="row">{classes[row]}</th>
                {rows.map((column) => {
                  const count = counts[row]?.[column] ?? 0;
                  return (
                    <td
                      key={column}
                      title={tellConfused(classes[row] ?? '', classes[column] ?? '', count)}
                      data-kind={kindOf(shown, count, row === column)}
                      style={{ backgroundSize: `${(100 * Math.min(most, Math.abs(count))) / most}% 100%` }}
                    >
                      {count === 0
                        ? ''
                        : shown === 'change' && count > 0
                          ? `+${count}`
                          : String(count).replace('-', '−')}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function kindOf(shown: MatrixName, count: number, isRight: boolean): 'right' | 'worse' | 'better' | 'none' {
  if (count === 0) return 'none';
  if (shown !== 'change') return isRight ? 'right' : 'worse';
  return count > 0 === isRight ? 'better' : 'worse';
}

function countsOf({ labels, baseline, pruned, classes }: TestAnswers, shown: MatrixName): number[][] {
  const before = confusion(labels, baseline, classes.length);
  if (shown === 'baseline') return before;
  const after = confusion(labels, pruned, classes.length);
  if (shown === 'pruned') return after;
  return after.map((row, label) => row.map((count, answer) => count - (before[label]?.[answer] ?? 0)));
}

/** All classes in their order, or those that have lost most. */
const rowsOf = (answers: TestAnswers): number[] =>
  answers.classes.length <= mostRows
    ? [...answers.classes.keys()]
    : classChanges(answers)
        .slice(0, mostRows)
        .map(({ label }) => label);
