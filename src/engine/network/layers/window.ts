import { z } from 'zod';
import type { Shape } from '../network';

export const pairSchema = z
  .union([z.int().positive(), z.tuple([z.int().positive(), z.int().positive()])])
  .transform((size): [number, number] => (typeof size === 'number' ? [size, size] : size));

export const paddingSchema = z.enum(['same', 'valid']);

export const channelsLastSchema = z.literal('channels_last').default('channels_last');

/** [batch, height, width] of a sliding window's output. */
export function slide(
  input: Shape,
  window: [number, number],
  strides: [number, number],
  padding: 'same' | 'valid',
): [number, number, number] {
  const [batch = -1, height = 0, width = 0] = input;
  const steps = (size: number, taps: number, stride: number) =>
    padding === 'same' ? Math.ceil(size / stride) : Math.floor((size - taps) / stride) + 1;
  return [batch, steps(height, window[0], strides[0]), steps(width, window[1], strides[1])];
}
