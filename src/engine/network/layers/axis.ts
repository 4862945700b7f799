import { z } from 'zod';
import { InputError } from '../../errors';
import type { Shape } from '../network';

/** The axis that a normalisation works on; Keras writes a number or a list of one. */
export const axisSchema = z
  .union([z.int(), z.array(z.int()).length(1)])
  .nullish()
  .transform((axis) => (typeof axis === 'object' ? axis?.[0] : axis) ?? -1);

/** The shape, which must have `axis` as its last. */
export function onLastAxis(axis: number, shape: Shape): Shape {
  if (axis !== -1 && axis !== shape.length - 1) throw new InputError('layer.axis', { axis, shape: shape.join() });
  return shape;
}
