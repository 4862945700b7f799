import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Row } from '../../../comparison/row';
import { tellMethod } from '../../../words/fields';
import { healingWords } from '../../../words/lessons/healing';
import { captioned } from '../../../words/text';
import { AccuracyBars } from '../figures/AccuracyBars';
import { sharesOfRow } from '../figures/sharesOfRow';

/** A network that a method has pruned and fine-tuning has healed, beside the same shape from scratch. */
export function FewImages({ methods, scratch }: { methods: readonly Row[]; scratch: Row }) {
  const [chosen, setChosen] = useState(methods[0]!.method);
  const { labels } = healingWords;
  const row = methods.find(({ method }) => method === chosen) ?? methods[0]!;
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label={labels.method}
        value={chosen}
        onChange={setChosen}
        data={methods.map(({ method }) => ({ value: method, label: tellMethod(method) }))}
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
