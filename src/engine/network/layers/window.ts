import { z } from 'zod';
import { InputError } from '../../errors';
import type { Shape } from '../network';

/** A size along height and width: one number for both, or two. */
export const pairSchema = z
  .union([z.int().positive(), z.tuple([z.int().positive(), z.int().positive()])])
  .transform((size): [number, number] => (typeof size === 'number' ? [size, size] : size));

/** A size along the one axis of a sequence. */
export const singleSchema = z
  .union([z.int().positive(), z.tuple([z.int().positive()])])
  .transform((size) => (typeof size === 'number' ? size : size[0]));

export const paddingSchema = z.enum(['same', 'valid']);

export const channelsLastSchema = z.literal('channels_last').nullish();

/** [batch, height, width] of a sliding window's output. */
export function slide(
  input: Shape,
  window: [number, number],
  strides: [number, number],
  padding: 'same' | 'valid',
): [number, number, number] {
  const [batch = -1, height = 0, width = 0] = input;
  if (input.length !== 4) throw new InputError('layer.images', { shape: input.join() });
  return [batch, steps(height, window[0], strides[0], padding), steps(width, window[1], strides[1], padding)];
}

/** A window reaches over so many entries at most: more, a kernel written out with its zeros has no room. */
const widestWindow = 2 ** 10;

/** Positions of a window of `taps` entries along an axis. */
export function steps(size: number, taps: number, stride: number, padding: 'same' | 'valid'): number {
  if (taps > widestWindow) throw new InputError('layer.window', { taps, most: widestWindow });
  const count = padding === 'same' ? Math.ceil(size / stride) : Math.floor((size - taps) / stride) + 1;
  if (count < 1) throw new InputError('layer.window-fit', { taps, size });
  return count;
}
