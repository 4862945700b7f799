import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { experimentWords } from '../../../words/lessons/experiments';
import { captioned, fill } from '../../../words/text';
import { LossTable } from '../figures/LossTable';
import { tellContest } from './tellContest';
import type { useContest } from './useContest';

interface Props {
  /** Held by what stays while steps come and go. */
  readonly contest: ReturnType<typeof useContest>;
  /** How each channel is called. */
  readonly names: readonly string[];
  /** Some channels in words. */
  readonly tell: (channels: readonly number[]) => string;
  /** What each channel sees, if there is a picture. */
  readonly picture?: (channel: number) => ReactNode;
}

/** All channels are chosen by hand, then Algorithm 2 chooses as many: whose loss is lower? The engine measures both. */
export function Contest({ contest, names, tell, picture }: Props) {
  const { picked, answers, isBusy, isFull, count, toggle, measure } = contest;
  const [mine, other] = answers;
  return (
    <>
      <fieldset className="picks" aria-label={experimentWords.pick}>
        {names.map((name, channel) => (
          <button
            key={name}
            type="button"
            className="pick"
            aria-pressed={picked.includes(channel)}
            disabled={isBusy}
            onClick={() => toggle(channel)}
          >
            {picture?.(channel)}
            {name}
          </button>
        ))}
      </fieldset>
      <p>{fill(experimentWords['picked-of'], { picked: picked.length, count })}</p>
      <Button disabled={!isFull || isBusy} onClick={() => void measure()}>
        {experimentWords.measure}
      </Button>
      <div className="experiment-told" role="status">
        {isBusy && <p>{experimentWords.busy}</p>}
        {!isBusy && mine && other && (
          <>
            <LossTable
              rows={[
                { name: captioned(experimentWords['mine-title'], tell(mine.order)), losses: mine.losses },
                { name: captioned(experimentWords['other-title'], tell(other.order)), losses: other.losses },
              ]}
            />
            <p className="figure-title">{tellContest(mine.losses.joint, other.losses.joint)}</p>
          </>
        )}
      </div>
    </>
  );
}
