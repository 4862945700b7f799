import { useState } from 'react';
import { discriminationWords } from '../../../words/lessons/discrimination';
import { formatWhole } from '../../../words/numbers';
import { fill } from '../../../words/text';
import { classes, heads, layers } from './heads';
import { NetworkStrip } from './NetworkStrip';

/** A head on any of the layers, and how large it is there. */
export function MovableHead() {
  const [layer, setLayer] = useState<string>(heads[0]);
  const channels = layers.find(({ name }) => name === layer)?.channels ?? 0;
  const told = { layer, channels, classes, weights: formatWhole(channels * classes) };
  return (
    <>
      <NetworkStrip heads={[layer]} onPick={setLayer} />
      <p>{fill(discriminationWords.labels.size, told)}</p>
    </>
  );
}
