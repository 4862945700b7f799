import { useState } from 'react';
import type { GreedyNumbers } from '../../../lessons/greedy';
import { rankOf } from '../../../lessons/layerSelection';
import { greedyWords } from '../../../words/lessons/greedy';
import { fill, joints } from '../../../words/text';
import { ContinueByHand } from '../experiments/ContinueByHand';
import { useContinuation } from '../experiments/useContinuation';
import { ChannelSets } from '../figures/ChannelSets';
import { Curve } from '../figures/Curve';
import { FigureSlider } from '../figures/FigureSlider';
import { ScoreBars } from '../figures/ScoreBars';
import type { FigureView } from '../lesson/definition';
import { formatScore } from '../lesson/formatScore';
import { Guess } from './Guess';

/** The layer and the loss of the recorded run. */
const played = { of: 'conv3', head: 'conv3', lambda: 0.1 } as const;

/** How the channels of a layer join, as a recorded run has it. */
export function GreedyFigure({ numbers, step, isAnswered }: FigureView & { numbers: GreedyNumbers }) {
  const [joined, setJoined] = useState(2);
  const [guess, setGuess] = useState<readonly number[]>([]);
  const continuation = useContinuation({ ...played, count: numbers.keeps });
  if (step === 'compare') return <Comparison numbers={numbers} guess={guess} />;
  if (step === 'play') return <ContinueByHand continuation={continuation} firstScores={numbers.first.scores} />;
  if (step === 'empty') return <Guess numbers={numbers} guess={guess} onChange={setGuess} />;
  const shown = momentOf(step, isAnswered, joined);
  const { labels } = greedyWords;
  return (
    <>
      <Bars numbers={numbers} {...shown} />
      {step === 'onward' && (
        <FigureSlider label={labels.step} min={0} max={numbers.keeps} value={joined} onChange={setJoined} />
      )}
      <Losses numbers={numbers} at={shown.joined} />
    </>
  );
}

/** What the bars show at a step. @param joined channels that are in where a person may choose */
function momentOf(step: string, isAnswered: boolean, joined: number): Omit<BarsProps, 'numbers'> {
  switch (step) {
    case 'list':
      return { joined: 0 };
    case 'first':
      return { joined: 0, isJoining: isAnswered };
    case 'second':
      return isAnswered ? { joined: 1, isJoining: true } : { joined: 1, list: 0 };
    case 'changed':
      return { joined: 1, isJoining: true, hasBefore: true };
    default:
      return { joined, isJoining: true };
  }
}

interface BarsProps {
  readonly numbers: GreedyNumbers;
  /** Channels that are in. */
  readonly joined: number;
  /** How many were in when the gradients were measured; as many as are in, if absent. */
  readonly list?: number;
  /** The next one is shown. */
  readonly isJoining?: boolean;
  /** With the list before as outlines. */
  readonly hasBefore?: boolean;
}

function Bars({ numbers, joined, list = joined, isJoining = false, hasBefore = false }: BarsProps) {
  const [looked, setLooked] = useState<number>();
  const { selection, channels } = numbers;
  const { labels } = greedyWords;
  const step = selection.steps[list];
  const scores = step?.scores ?? Array<number>(channels).fill(0);
  const before = hasBefore ? selection.steps[list - 1]?.scores : undefined;
  const selected = selection.order.slice(0, joined);
  const most = Math.max(...scores);
  const texts = { layer: selection.layer, channel: scores.indexOf(most), score: formatScore(most) };
  return (
    <ScoreBars
      scores={scores}
      {...(before ? { before } : {})}
      selected={selected}
      joining={isJoining ? step?.chosen[0] : undefined}
      label={fill(labels.bars, texts)}
      picked={looked === undefined ? [] : [looked]}
      onPick={setLooked}
    >
      {looked !== undefined && step && !selected.includes(looked) && (
        <b className="bars-looked">
          {fill(labels.looked, { channel: looked, score: formatScore(scores[looked]!), place: rankOf(looked, step) })}
        </b>
      )}
      {most > 0 &&
        (before
          ? fill(labels.longestThen, { score: texts.score, old: formatScore(Math.max(...before)) })
          : fill(labels.longest, texts))}
      {most > 0 && ' · '}
      <span data-symbol="A">{fill(labels.in, { channels: selected.join(joints.comma) || labels.none })}</span>
    </ScoreBars>
  );
}

/** L, L_M and L_S with the channels that are in. */
function Losses({ numbers, at }: { numbers: GreedyNumbers; at: number }) {
  const { selection, keeps } = numbers;
  const all = [...selection.steps.map(({ losses }) => losses), selection.losses];
  return (
    <Curve
      lines={[{ id: 'joint', name: 'L', symbol: 'L', values: all.map(({ joint = 0 }) => joint) }]}
      at={at}
      until={keeps}
      unit={greedyWords.labels.joined}
      label={greedyWords.labels.losses}
    />
  );
}

/** The best of the first list beside what was chosen, and what was guessed before anything was known. */
function Comparison({ numbers, guess }: { numbers: GreedyNumbers; guess: readonly number[] }) {
  const { labels } = greedyWords;
  const sets = [
    { name: labels.firstList, kept: numbers.topOfList },
    { name: labels.chosen, kept: numbers.selection.order },
    ...(guess.length > 0 ? [{ name: labels.guess, kept: guess }] : []),
  ];
  return <ChannelSets channels={numbers.channels} sets={sets} />;
}
