import { Button } from '@mantine/core';
import { useState } from 'react';
import type { LessonOrder } from '../../../store/state';
import { experimentWords } from '../../../words/lessons/experiments';
import { fill, joints } from '../../../words/text';
import { ScoreBars } from '../figures/ScoreBars';
import { tellContest } from './tellContest';
import { useSelection } from './useSelection';

interface Props {
  /** What is selected, but for the channels by hand. */
  readonly order: Omit<LessonOrder, 'byHand'>;
  /** Of every channel while nothing has joined. */
  readonly firstScores: readonly number[];
}

/** Channels join by hand, Algorithm 2 takes the rest; after each the engine measures all anew. */
export function ContinueByHand({ order, firstScores }: Props) {
  const [byHand, setByHand] = useState<readonly number[]>([]);
  const { answers, isBusy, ask } = useSelection();
  const [mine, alone] = byHand.length > 0 ? answers : [];
  const take = (channel: number) => {
    if (isBusy || byHand.includes(channel) || byHand.length === order.count) return;
    const next = [...byHand, channel];
    setByHand(next);
    void ask({ ...order, byHand: next }, { ...order, byHand: [] });
  };
  const next = mine?.steps[byHand.length];
  return (
    <>
      <ScoreBars
        scores={next?.scores ?? firstScores}
        selected={byHand}
        joining={next?.chosen[0]}
        label={experimentWords.pick}
        onPick={take}
      />
      <div className="experiment-told" role="status">
        {isBusy && <p>{experimentWords.busy}</p>}
        {!isBusy && mine && alone && (
          <>
            <p>
              {fill(experimentWords.yours, {
                channels: byHand.join(joints.comma),
                rest: mine.order.slice(byHand.length).join(joints.comma),
              })}
            </p>
            <p>{fill(experimentWords.alone, { channels: alone.order.join(joints.comma) })}</p>
            <p className="figure-title">{tellContest(mine.losses.joint, alone.losses.joint)}</p>
          </>
        )}
      </div>
      <Button variant="default" size="xs" disabled={byHand.length === 0 || isBusy} onClick={() => setByHand([])}>
        {experimentWords.clear}
      </Button>
    </>
  );
}
