/** Words of a layer and of a channel that are open in the Prune view. */
import { signedPoints, tellGapRange, tellImages, tellShare } from './figures';
import { tellChannels } from './joining';
import { tellGroup } from './names';
import { formatWhole } from './numbers';
import { handNames } from './pruneView';
import { captioned, fill, joinSentences, joints, sentence } from './text';
import { translated } from './translated';

export const inspectWords = translated('inspecting.inspectWords', {
  before: 'Channel before',
  'by-hand': 'By hand',
  'by-hand-note':
    'Masked, with no training: what the layers that read the channel are given of it is zero. All other layers are whole.',
  choose: 'Choose a channel: a square of the drawing, or a map.',
  close: 'Close',
  'end-trying': 'Stop',
  'go-there': 'Show that moment',
  gradient: 'Its gradient on this image',
  image: 'Image',
  kernels: 'Its kernels',
  maps: 'Feature maps',
  map: 'Its feature map',
  'no-channels': 'none',
  'no-weights':
    'A log holds no weights. Kernels and maps are shown where the network that the run pruned is open, under its name.',
  next: 'Next channel',
  'of-the-open': 'Kernels and maps are those of the network as it is open here, before the run.',
  'scale-kernel':
    'Blue is negative, white is zero, orange is positive; the deepest colour is the largest weight of the layer.',
  'scale-gradient':
    'How the loss of the image chosen above rises with each weight that reads the channel: orange where it rises, blue where it falls; the deepest colour is the largest entry of the layer. DCP scores a channel by the norm of such a gradient, of the joint loss and over all samples.',
  story: 'What the run says of it',
  trying: 'Measuring…',
  waiting: 'Asking the network…',
  'while-running': 'Measured while no run is under way.',
});

/** Channels of a layer, by what has become of them. */
export const mapRows = translated('inspecting.mapRows', {
  kept: 'Kept',
  removed: 'Removed',
  undecided: 'Not decided',
});

/** Of choices by hand in a recipe. */
export const handWords = translated('inspecting.handWords', {
  clear: 'Leave all to the method',
  'next-run': 'In the next run',
  none: 'The method decides on all channels. Open a channel in the Prune view to keep or to remove it, or a layer’s name in “Layer by layer” where bars stand there.',
  title: 'Channels by hand',
});

/** What becomes of a channel. */
export const verdictNames = translated('inspecting.verdictNames', {
  method: 'Method decides',
  keep: 'Keep it',
  remove: 'Remove it',
});

/** With places for what is told. */
export const inspectTexts = translated('inspecting.inspectTexts', {
  open: 'Open {{network}}',
  channels: 'Channels of {{layer}}',
  channel: 'Channel {{channel}} of {{layer}}',
  cell: 'Channel {{channel}}: {{cell}}',
  'cell-by-hand': 'Channel {{channel}}: {{cell}}; {{verdict}}',
  maps: '{{row}}: {{count}} of {{channels}}',
  row: '{{row}}: {{mean}} on average; {{silent}} of {{count}} are zero everywhere on this image.',
  at: 'What the channels are on this image: the output of {{layer}}, {{height}} × {{width}}.',
  scale: 'Colours go from {{low}} (dark blue) to {{high}} (pale yellow), the same for all channels of the layer.',
  map: 'channel {{channel}}: {{mean}} on average, {{most}} at most, zero at {{zero}}% of its places',
  makes: 'The filter of {{layer}} that makes it: {{count}} slices of {{height}} × {{width}}',
  reads: 'What {{layer}} reads it with: {{count}} slices of {{height}} × {{width}}',
  gradients: 'For what {{layer}} reads it with: {{count}} slices of {{height}} × {{width}}',
  'first-slices': 'The first {{drawn}} of {{count}} are drawn.',
  largest: 'in {{layer}} {{largest}}',
  slices: '{{what}}; values from {{low}} to {{high}}, norm {{norm}}',
  'hand-joined': '{{channels}}: kept by hand, before the method chooses.',
  'hand-kept': 'The recipe keeps it by hand.',
  'hand-removed': 'The recipe removes it by hand.',
  'hand-keeps': '{{layer}} keeps {{channels}}',
  'hand-removes': '{{layer}} loses {{channels}}',
  'hand-both': '{{layer}} keeps {{kept}} and loses {{removed}}',
  joined: 'It is number {{number}} of {{count}} to join.',
  'joined-with': 'After {{before}} others it joins, together with {{others}}.',
  'by-score': 'Its score is {{score}} then.',
  'joint-then': 'The joint loss is {{joint}} before.',
  kept: 'It is kept; the method does not say at which step.',
  removed: 'It never joins: once the layer is settled, it goes.',
  undecided: 'Nothing is decided of it yet in this run.',
  'score-now': 'Its last score is {{score}}, number {{rank}} of the {{channels}} that have not joined.',
  'try-remove-whole': 'Remove it, all others whole',
  'try-remove': 'Remove it from the {{kept}} kept',
  'try-keep': 'Keep it beside the {{kept}} kept',
  'result-before': 'Before: {{share}}, loss {{loss}}',
  'result-after': 'After: {{share}}, loss {{loss}}',
  'result-change': 'Accuracy {{points}} points (95%: {{range}}), loss {{rise}} (95%: {{low}} to {{high}}), {{images}}',
});

const figure = (value: number): string => String(Number(value.toPrecision(3))).replace('-', '−');

export const tellOpenNetwork = (network: string): string => fill(inspectTexts.open, { network });

export const tellChannelsOf = (layer: string): string => fill(inspectTexts.channels, { layer: tellGroup(layer) });

export const tellChannelOf = (channel: number, layer: string): string =>
  fill(inspectTexts.channel, { channel, layer: tellGroup(layer) });

/** A grid of maps. */
export const tellMapGrid = (layer: string, row: keyof typeof mapRows): string =>
  captioned(tellChannelsOf(layer), mapRows[row]);

/** A channel's map alone. */
export const tellItsMap = (told: string): string => captioned(inspectWords.map, told);

/** @param cell what is known of the channel, in words @param byHand what a person has decided */
export const tellCell = (
  channel: number,
  cell: string,
  byHand: keyof typeof handNames | 'method' = 'method',
): string =>
  byHand === 'method'
    ? fill(inspectTexts.cell, { channel, cell })
    : fill(inspectTexts['cell-by-hand'], { channel, cell, verdict: handNames[byHand] });

export const tellMapRow = (row: keyof typeof mapRows, count: number, channels: number): string =>
  fill(inspectTexts.maps, { row: mapRows[row], count, channels });

/** What the maps of a row are, in figures. */
export const tellRowFigures = (
  row: keyof typeof mapRows,
  count: number,
  { mean, silent }: { readonly mean: number; readonly silent: number },
): string => fill(inspectTexts.row, { row: mapRows[row], count, mean: figure(mean), silent });

export const tellMapsAt = (layer: string, height: number, width: number): string =>
  fill(inspectTexts.at, { layer, height, width });

export const tellMapScale = (low: number, high: number): string =>
  fill(inspectTexts.scale, { low: figure(low), high: figure(high) });

interface MapFigures {
  readonly mean: number;
  readonly most: number;
  /** A share of its places. */
  readonly zero: number;
}

/** A channel's map for those who hear it. */
export const tellMap = (channel: number, { mean, most, zero }: MapFigures): string =>
  fill(inspectTexts.map, { channel, mean: figure(mean), most: figure(most), zero: Math.round(100 * zero) });

interface Slices {
  readonly layer: string;
  readonly count: number;
  readonly height: number;
  readonly width: number;
}

/** Slices of kernels that make a channel, of those that read it, or of the latter's gradients. */
export type SlicePart = 'makes' | 'reads' | 'gradients';

export const tellSlices = (part: SlicePart, slices: Slices): string => fill(inspectTexts[part], { ...slices });

/** Of a kernel with more slices than are drawn. */
export const tellFirstSlices = (drawn: number, count: number): string =>
  fill(inspectTexts['first-slices'], { drawn: formatWhole(drawn), count: formatWhole(count) });

/** Of each kernel that is drawn. */
export const tellLargest = (kernels: ReadonlyArray<{ readonly layer: string; readonly largest: number }>): string =>
  sentence(
    kernels
      .map(({ layer, largest }) => fill(inspectTexts.largest, { layer, largest: figure(largest) }))
      .join(joints.comma),
  );

/** Slices for those who hear them. */
export const tellSliceValues = (what: string, low: number, high: number, norm: number): string =>
  fill(inspectTexts.slices, { what, low: figure(low), high: figure(high), norm: figure(norm) });

interface Joined {
  readonly before: number;
  readonly together: readonly number[];
  readonly score?: number;
  readonly joint?: number;
}

/** Channels that join because the recipe keeps them. */
export const tellJoiningByHand = (channels: readonly number[]): string =>
  fill(inspectTexts['hand-joined'], { channels: tellChannels(channels) });

/** Of a channel on which the recipe decides. */
export const tellVerdict = (verdict: 'keep' | 'remove'): string =>
  inspectTexts[verdict === 'keep' ? 'hand-kept' : 'hand-removed'];

/** What a recipe decides by hand in a layer. */
export function tellHandChoices(layer: string, keep: readonly number[], remove: readonly number[]): string {
  const told = tellGroup(layer);
  const [kept, removed] = [keep.join(joints.comma), remove.join(joints.comma)];
  if (remove.length === 0) return fill(inspectTexts['hand-keeps'], { layer: told, channels: kept });
  if (keep.length === 0) return fill(inspectTexts['hand-removes'], { layer: told, channels: removed });
  return fill(inspectTexts['hand-both'], { layer: told, kept, removed });
}

/** More than so many channels are not listed. */
const mostListed = 8;

const listed = (channels: readonly number[]): string =>
  channels.length > mostListed
    ? `${channels.slice(0, mostListed).join(joints.comma)}${joints.comma}…`
    : channels.join(joints.comma);

/** What becomes of a channel in a run. @param count channels that its layer keeps */
export function tellStory(
  story: { readonly end: 'open' | 'kept' | 'removed'; readonly joined?: Joined },
  channel: number,
  count: number,
): string {
  if (story.end === 'open') return inspectTexts.undecided;
  if (story.end === 'removed') return inspectTexts.removed;
  if (!story.joined) return inspectTexts.kept;
  const { before, together, score, joint } = story.joined;
  const others = together.filter((other) => other !== channel);
  const how =
    others.length === 0
      ? fill(inspectTexts.joined, { number: before + 1, count })
      : fill(inspectTexts['joined-with'], { others: listed(others), before });
  return joinSentences([
    how,
    score !== undefined && fill(inspectTexts['by-score'], { score: figure(score) }),
    joint !== undefined && fill(inspectTexts['joint-then'], { joint: figure(joint) }),
  ]);
}

/** @param rank from 1 */
export const tellScoreNow = (score: number, rank: number, channels: number): string =>
  fill(inspectTexts['score-now'], { score: figure(score), rank, channels });

/** A button. @param kept channels that the layer keeps; absent if all stay but this one */
export const tellTry = (change: 'keep' | 'remove', kept?: number): string =>
  kept === undefined
    ? inspectTexts['try-remove-whole']
    : fill(inspectTexts[change === 'keep' ? 'try-keep' : 'try-remove'], { kept });

interface Interval {
  readonly low: number;
  readonly high: number;
}

interface Standing extends Interval {
  readonly accuracy: number;
  readonly loss: number;
}

export const tellStanding = (when: 'before' | 'after', standing: Standing): string =>
  fill(inspectTexts[when === 'before' ? 'result-before' : 'result-after'], {
    share: tellShare(standing),
    loss: standing.loss.toFixed(3),
  });

interface Change {
  /** By which share of the images more is classified wrongly. */
  readonly gap: Interval & { readonly gap: number };
  /** By how many nats the loss rises. */
  readonly rise: Interval & { readonly mean: number };
  readonly images: number;
}

const nats = (value: number): string => value.toFixed(4).replace('-', '−');

/** What a choice by hand changes: a gain of accuracy is positive. */
export const tellChange = ({ gap, rise, images }: Change): string =>
  fill(inspectTexts['result-change'], {
    points: signedPoints(-gap.gap),
    range: tellGapRange({ low: -gap.high, high: -gap.low }),
    rise: `${rise.mean < 0 ? '' : '+'}${nats(rise.mean)}`,
    low: nats(rise.low),
    high: nats(rise.high),
    images: tellImages(images),
  });
