import type { ReactNode } from 'react';
import { learnWords } from '../../../words/lessons/frame';
import { fill } from '../../../words/text';

interface Props {
  /** One a channel. */
  readonly scores: readonly number[];
  /** Drawn as outlines behind them, each against the largest of its own list. */
  readonly before?: readonly number[];
  /** Channels that are in. */
  readonly selected: readonly number[];
  /** The channel that joins next, where that is shown. */
  readonly joining?: number | undefined;
  /** Channels with a mark of their own. */
  readonly marked?: readonly number[];
  readonly label: string;
  /** Below the bars. */
  readonly children?: ReactNode;
  /** Channels can be taken by hand, or looked at. */
  readonly onPick?: ((channel: number) => void) | undefined;
  /** Where channels are looked at, those that are; else those that are in are pressed. */
  readonly picked?: readonly number[];
}

/** The scores of a layer's channels as bars, in the order of the channels: ||G_k||_F. */
export function ScoreBars({ scores, before, selected, joining, marked = [], label, children, onPick, picked }: Props) {
  const most = Math.max(...scores) || 1;
  const mostBefore = Math.max(...(before ?? [])) || 1;
  const columns = scores.map((score, channel) => {
    const isIn = selected.includes(channel);
    const state = isIn ? 'in' : channel === joining ? 'joining' : 'out';
    const inside = (
      <>
        <span className="bar-space" data-symbol="G">
          {before && <i className="bar-before" style={{ height: `${(100 * before[channel]!) / mostBefore}%` }} />}
          <i className="bar-now" style={{ height: isIn ? 0 : `${(100 * score) / most}%` }} />
        </span>
        <span
          className="bar-cell"
          data-symbol={isIn ? 'A' : 'X'}
          data-marked={marked.includes(channel) ? '' : undefined}
        >
          {channel}
        </span>
      </>
    );
    return onPick ? (
      <button
        // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its place
        key={channel}
        type="button"
        className="bar-column"
        data-state={state}
        data-look={picked ? '' : undefined}
        aria-pressed={(picked ?? selected).includes(channel)}
        aria-label={fill(learnWords['channel-score'], { channel, score: score.toPrecision(3) })}
        onClick={() => onPick(channel)}
      >
        {inside}
      </button>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its place
      <span key={channel} className="bar-column" data-state={state}>
        {inside}
      </span>
    );
  });
  return (
    <figure className="bars-figure">
      {onPick ? (
        <fieldset className="bars" aria-label={label}>
          {columns}
        </fieldset>
      ) : (
        <div className="bars" role="img" aria-label={label}>
          {columns}
        </div>
      )}
      {children && <figcaption>{children}</figcaption>}
    </figure>
  );
}
