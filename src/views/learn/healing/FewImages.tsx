import { useState } from 'react';
import type { Row } from '../../../comparison/row';
import { tellMethod } from '../../../words/fields';
import { healingWords } from '../../../words/lessons/healing';
import { captioned } from '../../../words/text';
import { AccuracyBars } from '../figures/AccuracyBars';
import { FigureChoice } from '../figures/FigureChoice';
import { sharesOfRow } from '../figures/sharesOfRow';

/** A network that a method has pruned and fine-tuning has healed, beside the same shape from scratch. */
export function FewImages({ methods, scratch }: { methods: readonly Row[]; scratch: Row }) {
  const [chosen, setChosen] = useState(methods[0]!.method);
  const { labels } = healingWords;
  const row = methods.find(({ method }) => method === chosen) ?? methods[0]!;
  return (
    <>
      <FigureChoice
        label={labels.method}
        value={chosen}
        values={methods.map(({ method }) => method)}
        tell={tellMethod}
        onChange={setChosen}
      />
      <AccuracyBars
        label={labels.bars}
        rows={[
          { name: captioned(tellMethod(row.method), labels.pruned), ...sharesOfRow(row) },
          { name: labels.scratch, ...sharesOfRow(scratch) },
        ]}
      />
    </>
  );
}
