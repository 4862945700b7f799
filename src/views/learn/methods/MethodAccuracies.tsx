import { useState } from 'react';
import type { Row } from '../../../comparison/row';
import { sharesAfterCut } from '../../../lessons/methods';
import { tellMethod } from '../../../words/fields';
import { methodsWords } from '../../../words/lessons/methods';
import { AccuracyBars } from '../figures/AccuracyBars';
import { FigureChoice } from '../figures/FigureChoice';
import { sharesOfRow } from '../figures/sharesOfRow';

const moments = ['fine-tuned', 'cut'] as const;

/** How accurate the methods' networks are: fine-tuned, or right after the cut. */
export function MethodAccuracies({ rows }: { rows: readonly Row[] }) {
  const [moment, setMoment] = useState<(typeof moments)[number]>('fine-tuned');
  const { labels } = methodsWords;
  const sharesOf = moment === 'cut' ? sharesAfterCut : sharesOfRow;
  return (
    <>
      <FigureChoice
        label={labels.moment}
        value={moment}
        values={moments}
        tell={(each) => labels[each]}
        onChange={setMoment}
      />
      <AccuracyBars
        label={labels.bars}
        rows={rows.map((row) => ({ name: tellMethod(row.method), ...sharesOf(row) }))}
      />
    </>
  );
}
