/** Why channels join those that are kept, by method. */
import { tellList } from './numbers';
import { fill } from './text';
import { translated } from './translated';

/** Of one channel, and of several. */
type Reason = readonly [one: string, several: string];

const steepest = [
  '{{channels}} has the steepest joint-loss gradient, so it joins.',
  '{{channels}} have the steepest joint-loss gradients, so they join.',
] as const satisfies Reason;

const first = [
  '{{channels}} is kept for its place alone: the weights begin afresh.',
  '{{channels}} are kept for their place alone: the weights begin afresh.',
] as const satisfies Reason;

/** Where weights go, not channels. */
const stays = ['{{channels}} stays.', '{{channels}} stay.'] as const satisfies Reason;

export const joiningReasons = translated('joining.joiningReasons', {
  dcp: steepest,
  'dcp-adapt': steepest,
  random: ['{{channels}} is drawn at random, so it joins.', '{{channels}} are drawn at random, so they join.'],
  l1: [
    '{{channels}} has the filter with the largest sum of absolute weights, so it stays.',
    '{{channels}} have the filters with the largest sums of absolute weights, so they stay.',
  ],
  l2: [
    '{{channels}} has the filter with the largest norm, so it stays.',
    '{{channels}} have the filters with the largest norms, so they stay.',
  ],
  fpgm: [
    '{{channels}} has the filter that lies farthest from the others, so it stays.',
    '{{channels}} have the filters that lie farthest from the others, so they stay.',
  ],
  apoz: [
    '{{channels}} is the one least often zero on the samples, so it stays.',
    '{{channels}} are least often zero on the samples, so they stay.',
  ],
  taylor: [
    '{{channels}} would change the network’s loss most if it went, so it stays.',
    '{{channels}} would change the network’s loss most if they went, so they stay.',
  ],
  thinet: [
    '{{channels}} carries most of the layer’s output, so it stays.',
    '{{channels}} carry most of the layer’s output, so they stay.',
  ],
  cp: [
    '{{channels}} has a scale that the LASSO leaves, so it stays.',
    '{{channels}} have the scales that the LASSO leaves, so they stay.',
  ],
  slimming: [
    '{{channels}} has the largest scale in its batch norm, so it stays.',
    '{{channels}} have the largest scales in their batch norm, so they stay.',
  ],
  wm: first,
  'wm-plus': first,
  dkp: stays,
  surgery: stays,
} as const satisfies Readonly<Record<string, Reason>>);

/** Of a method that this build does not know. */
export const unknownJoining = translated('joining.unknownJoining', [
  '{{channels}} has the best score, so it joins.',
  '{{channels}} have the best scores, so they join.',
]);

export const channelTexts = translated('joining.channelTexts', {
  one: 'Channel {{channel}}',
  several: 'Channels {{channels}}',
  many: '{{count}} channels',
});

const isKnown = (method: string): method is keyof typeof joiningReasons => Object.hasOwn(joiningReasons, method);

/** More than so many channels are counted. */
const named = 4;

/** Channels by their numbers, or how many they are. */
export function tellChannels(channels: readonly number[]): string {
  const [first, ...others] = channels;
  if (channels.length > named) return fill(channelTexts.many, { count: channels.length });
  return first !== undefined && others.length === 0
    ? fill(channelTexts.one, { channel: first })
    : fill(channelTexts.several, { channels: tellList(channels) });
}

/** Why channels join, by the method that has chosen them. @param channels one or more */
export function tellJoining(method: string, channels: readonly number[]): string {
  const [one, several] = isKnown(method) ? joiningReasons[method] : unknownJoining;
  return fill(channels.length === 1 ? one : several, { channels: tellChannels(channels) });
}
