/** Layers that round what passes through them to few values, with a gradient that goes straight through. */
import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { defineLayer } from './kind';

/** Classes that only `engine/compress` makes. */
export const roundedClasses = { levels: 'RoundedLevels', twoValues: 'TwoValues' } as const;

const levelsSchema = z.object({ least: z.number(), most: z.number(), steps: z.int().positive() });

type Levels = z.infer<typeof levelsSchema>;

/** The nearest of `steps + 1` levels from the least to the most. */
export function nearestLevel(x: tf.Tensor, { least, most, steps }: Levels): tf.Tensor {
  const share = tf.clipByValue(tf.div(tf.sub(x, least), most - least), 0, 1);
  return tf.add(least, tf.mul(tf.round(tf.mul(share, steps)), (most - least) / steps));
}

/** The same; the gradient passes where x lies between the least and the most. */
export const roundToLevels = (x: tf.Tensor, levels: Levels): tf.Tensor =>
  withPassingGradient(
    x,
    (given) => nearestLevel(given, levels),
    (given) => tf.logicalAnd(tf.greaterEqual(given, levels.least), tf.lessEqual(given, levels.most)),
  );

/**
 * `centre - size` below a channel's centre and `centre + size` from it on. The gradient passes between these.
 *
 * @param centre of each channel: numbers, which outlive the pass that the gradient is taken of
 */
export const roundToTwoValues = (x: tf.Tensor, centre: number[], size: number): tf.Tensor =>
  withPassingGradient(
    x,
    (given) => {
      const isAbove = tf.cast(tf.greaterEqual(given, centre), 'float32');
      return tf.add(centre, tf.mul(size, tf.sub(tf.mul(2, isAbove), 1)));
    },
    (given) => tf.lessEqual(tf.abs(tf.sub(given, centre)), size),
  );

/** @param passes where the gradient of f(x) is taken to be 1; elsewhere it is 0 */
const withPassingGradient = (
  x: tf.Tensor,
  f: (x: tf.Tensor) => tf.Tensor,
  passes: (x: tf.Tensor) => tf.Tensor,
): tf.Tensor =>
  tf.customGrad((...args: Array<tf.Tensor | tf.GradSaveFunc>) => {
    const [given, save] = args as [tf.Tensor, tf.GradSaveFunc];
    save([given]);
    const gradFunc = (dy: tf.Tensor, [saved]: tf.Tensor[]) => tf.mul(dy, tf.cast(passes(saved!), 'float32'));
    return { value: f(given), gradFunc };
  })(x);

export const roundedLevels = defineLayer({
  schema: levelsSchema,
  apply: ({ config, inputs: [x] }) => roundToLevels(x!, config),
});

export const twoValues = defineLayer({
  schema: z.object({ centre: z.array(z.number()), size: z.number() }),
  apply: ({ config: { centre, size }, inputs: [x] }) => roundToTwoValues(x!, centre, size),
});
