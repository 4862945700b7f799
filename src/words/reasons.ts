/** Why a group of channels is kept whole. */
import { fill, type Told } from './text';
import { translated } from './translated';

export const reasons = translated('reasons.reasons', {
  aside: 'read by "{{layer}}", which leads to another output than the classes',
  classes: 'the classes',
  image: "the image's own channels",
  output: 'an output of the network',
  'own-group': 'layer "{{layer}}" has a group of its own for each channel',
  readers: 'read by {{count}} layers: {{layers}}',
  repeated: 'repeated over all channels by layer "{{layer}}"',
  shared: 'layer "{{layer}}" reads it in several places',
  stream: 'a residual stream, added up by "{{layer}}"',
  'uneven-groups': 'layer "{{layer}}" convolves it in groups, which do not fit what else makes or reads it',
  unread: 'read by no layer',
  unselected: 'read by "{{layer}}" ({{className}}): the paper selects the input channels of 2-D convolutions',
});

/** What a layer that needs all channels does. */
export const locks = translated('reasons.locks', {
  compares: 'compares all channels with one another',
  moves: 'makes another axis the last',
  normalises: 'normalises all channels of a position together',
  reshapes: 'makes other channels of them',
  scales: 'scales each channel its own way',
  slopes: 'shares its slopes among channels',
  unknown: 'is of a class whose channels Espalier does not follow',
});

export const lockedReasons = translated('reasons.lockedReasons', {
  'locked-input': 'read by layer "{{layer}}" ({{className}}), which {{lock}}',
  'locked-output': 'made by layer "{{layer}}" ({{className}}), which {{lock}}',
});

export type Lock = Told<typeof locks>;

/** A group is read or made by a layer that needs all channels. */
interface LockedReason {
  readonly code: keyof typeof lockedReasons;
  readonly layer: string;
  readonly className: string;
  readonly lock: Lock;
}

export type Reason = Told<typeof reasons> | LockedReason;

export function tellReason(reason: Reason): string {
  if (!('lock' in reason)) return fill(reasons[reason.code], reason);
  return fill(lockedReasons[reason.code], { ...reason, lock: fill(locks[reason.lock.code], reason.lock) });
}
