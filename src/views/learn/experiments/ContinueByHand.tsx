import { Button } from '@mantine/core';
import { experimentWords } from '../../../words/lessons/experiments';
import { fill, joints } from '../../../words/text';
import { ScoreBars } from '../figures/ScoreBars';
import { tellContest } from './tellContest';
import type { useContinuation } from './useContinuation';

interface Props {
  /** Held by what stays while steps come and go. */
  readonly continuation: ReturnType<typeof useContinuation>;
  /** Of every channel while nothing has joined. */
  readonly firstScores: readonly number[];
}

/** Channels join by hand, Algorithm 2 takes the rest; after each the engine measures all anew. */
export function ContinueByHand({ continuation, firstScores }: Props) {
  const { byHand, isBusy, answers, take, clear } = continuation;
  const [mine, alone] = answers;
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
      <Button variant="default" size="xs" disabled={byHand.length === 0 || isBusy} onClick={clear}>
        {experimentWords.clear}
      </Button>
    </>
  );
}
