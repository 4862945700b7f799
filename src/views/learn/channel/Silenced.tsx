import { signedPoints, tellGapRange } from '../../../words/figures';
import { channelWords } from '../../../words/lessons/channel';
import { formatWhole, tellList } from '../../../words/numbers';
import { fill } from '../../../words/text';
import { RunButton } from '../experiments/RunButton';
import { AccuracyBars } from '../figures/AccuracyBars';
import type { useSilencing } from './useSilencing';

interface Props {
  /** Held by what stays while steps come and go. */
  readonly silencing: ReturnType<typeof useSilencing>;
  /** Of the layer. */
  readonly channels: number;
}

/** Runs the network without the channels that are picked, and tells which test images change sides. */
export function Silenced({ silencing, channels }: Props) {
  const { silent, isBusy, answer, run } = silencing;
  const { labels } = channelWords;
  const isPossible = silent.length > 0 && silent.length < channels;
  return (
    <>
      <p>{fill(labels.silent, { silent: silent.length, channels })}</p>
      <RunButton label={labels.run} isBusy={isBusy} isPossible={isPossible} onRun={run}>
        {answer && <Answer {...answer} />}
      </RunButton>
    </>
  );
}

function tellSilenced(channels: readonly number[]): string {
  const [first = 0, ...others] = channels;
  const { without, missing } = channelWords.labels;
  return others.length === 0 ? fill(without, { channel: first }) : fill(missing, { channels: tellList(channels) });
}

function Answer({ channels, effect }: NonNullable<Props['silencing']['answer']>) {
  const { labels } = channelWords;
  const { before, after, gap } = effect;
  const images = formatWhole(effect.images);
  return (
    <>
      <AccuracyBars
        label={fill(labels.accuracy, { images })}
        rows={[
          { name: labels.whole, ...before },
          { name: tellSilenced(channels), ...after },
        ]}
      />
      <p>
        {fill(labels.change, {
          points: signedPoints(-gap.gap),
          range: tellGapRange({ low: -gap.high, high: -gap.low }),
        })}
      </p>
      <p>{fill(labels.sides, { lost: gap.baselineOnly, won: gap.prunedOnly })}</p>
    </>
  );
}
