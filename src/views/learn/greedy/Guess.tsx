import type { GreedyNumbers } from '../../../lessons/greedy';
import { greedyWords } from '../../../words/lessons/greedy';
import { fill, joints } from '../../../words/text';
import { ScoreBars } from '../figures/ScoreBars';

interface Props {
  readonly numbers: GreedyNumbers;
  readonly guess: readonly number[];
  readonly onChange: (guess: readonly number[]) => void;
}

/** Nothing is measured yet: as many channels as stay are guessed. */
export function Guess({ numbers, guess, onChange }: Props) {
  const { channels, keeps } = numbers;
  const { labels } = greedyWords;
  const told = { channels: guess.join(joints.comma) || labels.none, count: guess.length, keeps };
  const toggle = (channel: number) => {
    if (guess.includes(channel)) onChange(guess.filter((each) => each !== channel));
    else if (guess.length < keeps) onChange([...guess, channel]);
  };
  return (
    <div className="guess">
      <ScoreBars scores={Array(channels).fill(0)} selected={guess} label={labels.guess} onPick={toggle}>
        {fill(labels.guessed, told)}
      </ScoreBars>
    </div>
  );
}
