import { useState } from 'react';
import type { ComputedSelection } from '../../../lessons/lessonData';
import { discriminationWords } from '../../../words/lessons/discrimination';
import { fill } from '../../../words/text';
import { ChannelSets } from '../figures/ChannelSets';
import { FigureSlider } from '../figures/FigureSlider';
import { LossTable } from '../figures/LossTable';
import { NetworkStrip } from './NetworkStrip';

/** The losses at as many channels as a person has joined, in the order of the selection. */
export function JoiningLosses({ selection }: { selection: ComputedSelection }) {
  const { head, layer, steps, order, losses } = selection;
  const [joined, setJoined] = useState(order.length);
  const { labels } = discriminationWords;
  const channels = steps[0]!.scores.length;
  return (
    <>
      <NetworkStrip heads={head === undefined ? [] : [head]} />
      <FigureSlider label={labels.joined} min={0} max={order.length} value={joined} onChange={setJoined} />
      <LossTable
        rows={[{ name: fill(labels['of-all'], { joined, channels }), losses: steps[joined]?.losses ?? losses }]}
      />
      <ChannelSets channels={channels} sets={[{ name: fill(labels.kept, { layer }), kept: order.slice(0, joined) }]} />
    </>
  );
}
