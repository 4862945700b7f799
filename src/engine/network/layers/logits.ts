import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { channelsOf, defineLayer, singleInput } from './kind';

/** Classes that only `logitsNetwork` makes. */
export const internalClasses = { binaryLogits: 'BinaryLogits' } as const;

/** Scores of two classes out of the one of a sigmoid unit, z: softmax([0, z]) is [1 - sigmoid(z), sigmoid(z)]. */
export const binaryLogits = defineLayer({
  schema: z.object({}),
  outputShape: (_, inputs) => [...singleInput(inputs).slice(0, -1), 2 * channelsOf(singleInput(inputs))],
  apply: ({ inputs: [x] }) => tf.concat([tf.zerosLike(x!), x!], -1),
});
