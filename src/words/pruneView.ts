/** Words of the Prune view. */
import { tellMethod } from './fields';
import { tellShare } from './figures';
import { formatFigure, formatWhole } from './numbers';
import { captioned, fill, joints } from './text';
import { translated } from './translated';

export const cellNames = translated('pruneView.cellNames', {
  kept: 'kept',
  joining: 'joins now',
  removed: 'removed',
  undecided: 'not decided',
});

/** What a person has decided of a channel, in this run or for the next. */
export const handNames = translated('pruneView.handNames', {
  keep: 'keep by hand',
  remove: 'remove by hand',
});

export const drawingTexts = translated('pruneView.drawingTexts', {
  head: 'Auxiliary loss {{head}}: L_S is read here',
  cells: '{{layer}}: {{chosen}} of {{channels}} channels selected',
  'cells-by-hand': '{{layer}}: {{chosen}} of {{channels}} channels selected; {{byHand}}',
  untouched: '{{channels}}',
  begun: '{{chosen}} of {{channels}}…',
  done: '{{chosen}} of {{channels}}',
  score: 'Channel {{channel}}: score {{score}}',
  'scores-in-order': '{{channels}} scores, in order: {{first}} … {{last}}. The cut is after {{keeps}}.',
  scores: 'Scores of {{layer}}',
  losses: 'Losses while {{layer}} fills up',
});

/** @param byHand channels that a person has decided on */
export function tellCells(
  layer: string,
  chosen: number,
  channels: number,
  byHand: Readonly<Record<keyof typeof handNames, readonly number[]>>,
): string {
  const told = [tellByHand('keep', byHand.keep), tellByHand('remove', byHand.remove)].filter(
    (part) => part !== undefined,
  );
  return told.length === 0
    ? fill(drawingTexts.cells, { layer, chosen, channels })
    : fill(drawingTexts['cells-by-hand'], { layer, chosen, channels, byHand: told.join(joints.comma) });
}

const tellByHand = (verdict: keyof typeof handNames, channels: readonly number[]): string | undefined =>
  channels.length === 0 ? undefined : captioned(handNames[verdict], channels.join(joints.comma));

/** @param head p of L_S^p, from 1 */
export const tellHead = (head: number): string => fill(drawingTexts.head, { head });

/** How many channels of a layer are selected so far. */
export const tellWidth = (chosen: number, channels: number, isDone: boolean): string =>
  fill(isDone ? drawingTexts.done : chosen > 0 ? drawingTexts.begun : drawingTexts.untouched, { chosen, channels });

export const tellScore = (channel: number, score: number): string =>
  fill(drawingTexts.score, { channel, score: formatFigure(score) });

interface Scored {
  readonly channel: number;
  readonly score: number;
}

/** The bars of a layer, for those who do not see them. @param keeps channels before the cut */
export const tellScoresInOrder = (channels: number, [first, last]: readonly [Scored, Scored], keeps: number): string =>
  fill(drawingTexts['scores-in-order'], {
    channels: formatWhole(channels),
    first: tellScore(first.channel, first.score),
    last: tellScore(last.channel, last.score),
    keeps: formatWhole(keeps),
  });

export const tellScoresTitle = (layer: string): string => fill(drawingTexts.scores, { layer });

export const tellLossesTitle = (layer: string): string => fill(drawingTexts.losses, { layer });

export const pruneWords = translated('pruneView.pruneWords', {
  accuracy: 'Test accuracy',
  agreement: 'Agreement',
  flops: 'FLOPs',
  parameters: 'Parameters',
  'in-place': 'One square is one channel, always in the same place.',
  charts: 'The charts',
  costs: 'What it costs, what it saves',
  'costs-note':
    'Removed channels are cut out of the weights, not set to zero: parameters and FLOPs are exact for what is decided so far. Accuracy is measured, before, after the cut and at the end.',
  empty: 'No run yet',
  'empty-hint': 'Prune the open network, or drop the log of a run.',
  'from-epsilon': 'ε: it goes on below this',
  'head-mark': 'L_S',
  legend: 'What squares mean',
  'no-training': 'Training comes later.',
  'not-measured': 'not measured yet',
  'open-own': 'Open your own',
  'prune-this': 'Prune this network',
  'own-shown': 'Your own run is shown',
  recorded: 'Recorded run',
  'recorded-adaptive': '{{network}}, {{method}}',
  'recorded-one': '{{network}}, {{method}}, {{percent}}% removed',
  'ranked-scores': 'Those that have joined come first, with their scores of then; the line is the cut.',
  'single-step': 'A single step: {{values}}.',
  training: 'Training loss and accuracy',
  'training-accuracy': 'accuracy, n = {{images}}',
  'unpruned-accuracy': 'unpruned',
  turn: 'Your turn',
  'turn-hint': 'or drop files anywhere on the page. Nothing leaves this computer.',
  why: 'Show me why it works',
});

/** In the place of a layer's scores. */
export const emptyScores = translated('pruneView.emptyScores', {
  later: 'Scores come when this layer’s channels are chosen.',
  measuring: 'The first scores are being measured.',
  again: 'This network was made earlier in the run: its scores stand there, further back on the timeline.',
  none: 'This run gave the channels of this layer no scores.',
});

/** In the place of a layer's losses. */
export const emptyLosses = translated('pruneView.emptyLosses', {
  later: 'Losses come when this layer’s channels are chosen.',
  measuring: 'The first losses are being measured.',
  again: 'This network was made earlier in the run: its losses stand there, further back on the timeline.',
  none: 'This method has no losses of single layers.',
});

/** What lines stand over: one, several, and what an axis of them is called. */
export const alongTexts = translated('pruneView.alongTexts', {
  epoch: ['{{count}} epoch', '{{count}} epochs', 'epochs'],
  channel: ['{{count}} channel', '{{count}} channels', 'channels'],
});

export type Along = keyof typeof alongTexts;

/** @param count with the digits that are to be shown */
export const tellAlong = (along: Along, count: string): string =>
  fill(alongTexts[along][count === '1' ? 0 : 1], { count });

/** Networks that a run measures. */
export const measuredNames = translated('pruneView.measuredNames', {
  baseline: 'unpruned: {{share}}',
  selected: 'right after the cut: {{share}}',
  pruned: 'after fine-tuning: {{share}}',
  scratch: 'the same widths from scratch: {{share}}',
});

/** A line of what a run has measured on the test images. */
export const tellMeasured = (which: keyof typeof measuredNames, measured: Parameters<typeof tellShare>[0]): string =>
  fill(measuredNames[which], { share: tellShare(measured) });

/** Where every line has one point: their values. */
export const tellSingleStep = (values: string): string => fill(pruneWords['single-step'], { values });

/** A run that lies beside the page: `vgg-small, DCP, 50% removed`. @param rate absent where the method finds the widths */
export function tellRecording({ network, method, rate }: { network: string; method: string; rate?: number }): string {
  const told = { network, method: tellMethod(method) };
  if (rate === undefined) return fill(pruneWords['recorded-adaptive'], told);
  return fill(pruneWords['recorded-one'], { ...told, percent: Math.round(100 * rate) });
}
