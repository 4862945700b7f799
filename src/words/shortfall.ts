/** What a run has fallen short in, and what to do about it. */
import { fill } from './text';
import { translated } from './translated';

export const shortfalls = translated('shortfall.shortfalls', {
  lost: '{{lost}} points lost',
  'lost-target': '{{lost}} points lost, the target was at most {{most}}',
  'not-met': 'the target is not met',
});

/** What to try first. */
export const nextSteps = translated('shortfall.nextSteps', {
  'learning-rate': 'Try next: a lower learning rate, since fine-tuning has made it worse.',
  images: 'Try next: more training images: so few can hardly mend a network.',
  time: 'Try next: ask for a little less time, or prune again while the machine does nothing else.',
  less: 'Try next: remove less, or fine-tune for more epochs.',
});

/** @param told points of accuracy */
export const tellShortfall = (told: {
  readonly code: keyof typeof shortfalls;
  readonly lost: number;
  readonly most: number;
}): string => fill(shortfalls[told.code], { lost: told.lost.toFixed(1), most: told.most });
