import { SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { disagreement, type FlipKind, flipKinds } from '../../engine/answers/flips';
import { flipNames, tellFlip, tellSomeFlips, useWords } from '../../words/answers';
import { tellClass } from '../../words/names';
import { captioned } from '../../words/text';
import { formatPercent } from '../format';
import { PixelImage } from '../PixelImage';
import type { TestAnswers } from './useAnswers';

/** Test images whose answer has flipped, by how it has. */
export function FlippedImages({ answers }: { answers: TestAnswers }) {
  const told = disagreement(answers);
  const [chosen, setChosen] = useState<FlipKind>(() => flipKinds.find((kind) => told[kind] > 0) ?? 'broken');
  if (told.differing === 0) return <Text>{useWords.nothingFlipped}</Text>;
  const shown = answers.flipped.filter(({ kind }) => kind === chosen);
  const isKind = (name: string): name is FlipKind => flipKinds.some((kind) => kind === name);
  return (
    <>
      <SegmentedControl
        size="xs"
        className="use-kinds"
        aria-label={useWords.flipped}
        value={chosen}
        onChange={(name) => isKind(name) && setChosen(name)}
        data={flipKinds.map((kind) => ({ value: kind, label: captioned(flipNames[kind], String(told[kind])) }))}
      />
      <Text size="xs" c="dimmed" my={6}>
        {tellSomeFlips(shown.length, told[chosen])}
      </Text>
      <ul className="use-flips">
        {shown.map((flip) => (
          <FlippedImage key={flip.image} flip={flip} answers={answers} />
        ))}
      </ul>
    </>
  );
}

function FlippedImage({ flip, answers }: { flip: TestAnswers['flipped'][number]; answers: TestAnswers }) {
  const { classes, labels, baseline, pruned } = answers;
  const nameOf = (label: number | undefined) => (label === undefined ? '' : tellClass(classes[label] ?? ''));
  const label = nameOf(labels[flip.image]);
  const [before, after] = [baseline, pruned].map((answer) => ({
    name: nameOf(answer.classes[flip.image]),
    share: answer.shares[flip.image] ?? Number.NaN,
  }));
  if (!before || !after) return null;
  return (
    <li>
      <PixelImage image={flip.seen} label={tellFlip(label, before.name, after.name)} />
      <div className="numbers">
        <b>{label}</b>
        {[
          { ...before, network: useWords.baseline },
          { ...after, network: useWords.pruned },
        ].map(({ network, name, share }) => (
          <div key={network} data-right={name === label}>
            <span className="use-whose">{network}</span> {name} {formatPercent(share)}
          </div>
        ))}
      </div>
    </li>
  );
}
