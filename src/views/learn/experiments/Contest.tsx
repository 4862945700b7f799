import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { LessonOrder } from '../../../store/state';
import { experimentWords } from '../../../words/lessons/experiments';
import { tellList } from '../../../words/numbers';
import { captioned, fill } from '../../../words/text';
import { LossTable } from '../figures/LossTable';
import { tellContest } from './tellContest';
import { useSelection } from './useSelection';

interface Props {
  readonly order: Omit<LessonOrder, 'byHand'>;
  /** How each channel is called. */
  readonly names: readonly string[];
  /** What each channel sees, if there is a picture. */
  readonly picture?: (channel: number) => ReactNode;
}

/** All channels are chosen by hand, then Algorithm 2 chooses as many: whose loss is lower? The engine measures both. */
export function Contest({ order, names, picture }: Props) {
  const [picked, setPicked] = useState<readonly number[]>([]);
  const { answers, isBusy, ask } = useSelection();
  const [mine, other] = answers;
  const isFull = picked.length === order.count;
  const toggle = (channel: number) => {
    if (picked.includes(channel)) setPicked(picked.filter((each) => each !== channel));
    else if (!isFull) setPicked([...picked, channel]);
  };
  const told = (channels: readonly number[]) => tellList(channels.map((channel) => names[channel] ?? ''));
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
      <p>{fill(experimentWords['picked-of'], { picked: picked.length, count: order.count })}</p>
      <Button
        disabled={!isFull || isBusy}
        onClick={() => void ask({ ...order, byHand: picked }, { ...order, byHand: [] })}
      >
        {experimentWords.measure}
      </Button>
      <div className="experiment-told" role="status">
        {isBusy && <p>{experimentWords.busy}</p>}
        {!isBusy && mine && other && (
          <>
            <LossTable
              rows={[
                { name: captioned(experimentWords['mine-title'], told(mine.order)), losses: mine.losses },
                { name: captioned(experimentWords['other-title'], told(other.order)), losses: other.losses },
              ]}
            />
            <p className="figure-title">{tellContest(mine.losses.joint, other.losses.joint)}</p>
          </>
        )}
      </div>
    </>
  );
}
