import * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { runCustomKernel } from '../../backend/customKernels';
import { InputError } from '../../errors';
import { defineLayer, singleInput } from './kind';

/** The hard sigmoid of Keras 3. */
const relu6Sigmoid = (x: tf.Tensor): tf.Tensor => tf.div(tf.relu6(tf.add(x, 3)), 6);
const silu = (x: tf.Tensor): tf.Tensor => tf.mul(x, tf.sigmoid(x));

/** ReLU, and its gradient, taken from its output, in one pass each where the backend can. */
export function rectify(x: tf.Tensor): tf.Tensor {
  return tf.customGrad((...args: Array<tf.Tensor | tf.GradSaveFunc>) => {
    const [input, save] = args as [tf.Tensor, tf.GradSaveFunc];
    const value = runCustomKernel('relu', { x: input }) ?? tf.relu(input);
    save([value]);
    const gradFunc = (dy: tf.Tensor, [y]: tf.Tensor[]) =>
      runCustomKernel('reluGradient', { y: y!, dy }) ?? tf.mul(dy, tf.step(y!));
    return { value, gradFunc };
  })(x);
}

const functions = {
  linear: (x: tf.Tensor) => x,
  relu: rectify,
  relu6: (x: tf.Tensor) => tf.relu6(x),
  leaky_relu: (x: tf.Tensor) => tf.leakyRelu(x, 0.2),
  elu: (x: tf.Tensor) => tf.elu(x),
  selu: (x: tf.Tensor) => tf.selu(x),
  gelu: (x: tf.Tensor) => tf.mul(tf.mul(x, 0.5), tf.add(1, tf.erf(tf.div(x, Math.SQRT2)))),
  silu,
  swish: silu,
  mish: (x: tf.Tensor) => tf.mul(x, tf.tanh(tf.softplus(x))),
  sigmoid: (x: tf.Tensor) => tf.sigmoid(x),
  hard_silu: (x: tf.Tensor) => tf.mul(x, relu6Sigmoid(x)),
  hard_swish: (x: tf.Tensor) => tf.mul(x, relu6Sigmoid(x)),
  tanh: (x: tf.Tensor) => tf.tanh(x),
  softplus: (x: tf.Tensor) => tf.softplus(x),
  softsign: (x: tf.Tensor) => tf.div(x, tf.add(1, tf.abs(x))),
  exponential: (x: tf.Tensor) => tf.exp(x),
  softmax: (x: tf.Tensor) => tf.softmax(x),
  log_softmax: (x: tf.Tensor) => tf.logSoftmax(x),
};

export type ActivationName = keyof typeof functions;

export const isActivationName = (name: string): name is ActivationName => Object.hasOwn(functions, name);

const nameSchema = z.string().transform((name, context): ActivationName => {
  if (isActivationName(name)) return name;
  context.addIssue({ code: 'custom', message: `no activation "${name}" is known` });
  return z.NEVER;
});

/** A name, or the object that Keras 3 writes for a function. */
const activationSchema = z
  .union([nameSchema, z.object({ config: nameSchema }).transform(({ config }) => config)])
  .nullish()
  .transform((name): ActivationName => name ?? 'linear');

/** The configuration of layers that carry an activation of their own: it must have been split off. */
export const noActivationSchema = z.literal('linear').nullish();

/** The mixes of all channels among the activations. */
const mixing = { lock: { code: 'compares' } } as const;

export const activation = defineLayer({
  schema: z.object({ activation: activationSchema }),
  channelFlow: ({ activation: name }) => (name === 'softmax' || name === 'log_softmax' ? mixing : 'keep'),
  apply: ({ config, inputs: [x] }) => functions[config.activation](x!),
});

const numberSchema = z.union([z.number(), z.tuple([z.number()]).transform(([value]) => value)]);

/** x from the threshold on and slope (x - threshold) below it, capped. */
export const relu = defineLayer({
  schema: z.object({
    max_value: numberSchema.pipe(z.number().positive()).nullish(),
    negative_slope: numberSchema.nullish(),
    threshold: numberSchema.nullish(),
  }),
  apply: ({ config: { max_value: max, negative_slope: slope, threshold }, inputs: [x] }) => {
    if (max === 6 && !slope && !threshold) return tf.relu6(x!);
    const lower = slope || threshold ? bent(x!, slope ?? 0, threshold ?? 0) : rectify(x!);
    return max ? tf.minimum(lower, max) : lower;
  },
});

function bent(x: tf.Tensor, slope: number, threshold: number): tf.Tensor {
  if (threshold === 0) return tf.leakyRelu(x, slope);
  const isAbove = tf.cast(tf.greaterEqual(x, threshold), 'float32');
  const below = tf.mul(slope, tf.sub(x, threshold));
  return tf.add(tf.mul(isAbove, x), tf.mul(tf.sub(1, isAbove), below));
}

export const leakyRelu = defineLayer({
  schema: z
    .object({ alpha: z.number().optional(), negative_slope: z.number().optional() })
    .transform(({ alpha, negative_slope }) => ({ slope: alpha ?? negative_slope ?? 0.3 })),
  apply: ({ config, inputs: [x] }) => tf.leakyRelu(x!, config.slope),
});

export const elu = defineLayer({
  schema: z.object({ alpha: z.number().default(1) }),
  apply: ({ config: { alpha }, inputs: [x] }) =>
    alpha === 1 ? tf.elu(x!) : tf.sub(tf.relu(x!), tf.mul(alpha, tf.relu(tf.sub(1, tf.exp(tf.minimum(x!, 0)))))),
});

export const thresholdedRelu = defineLayer({
  schema: z.object({ theta: z.number().default(1) }),
  apply: ({ config, inputs: [x] }) => tf.mul(x!, tf.step(tf.sub(x!, config.theta))),
});

export const softmax = defineLayer({
  schema: z.object({
    axis: z
      .union([
        z.int(),
        z
          .array(z.int())
          .length(1)
          .transform(([axis]) => axis!),
      ])
      .default(-1),
  }),
  channelFlow: mixing,
  outputShape: ({ axis }, inputs) => {
    const input = singleInput(inputs);
    if (axis === 0 || axis >= input.length || axis <= -input.length)
      throw new InputError('layer.softmax', { shape: input.join(), axis });
    return input;
  },
  apply: ({ config: { axis }, inputs: [x] }) => softmaxAlong(x!, axis < 0 ? x!.rank + axis : axis),
});

function softmaxAlong(x: tf.Tensor, axis: number): tf.Tensor {
  const last = x.rank - 1;
  if (axis === last) return tf.softmax(x);
  const order = Array.from({ length: x.rank }, (_, at) => (at === axis ? last : at === last ? axis : at));
  return tf.transpose(tf.softmax(tf.transpose(x, order)), order);
}

/** One slope a channel, or one for every entry of a sample; axes may share theirs. */
export const prelu = defineLayer({
  schema: z.object({ shared_axes: z.array(z.int().positive()).nullish() }),
  channelFlow: ({ shared_axes }, [shape]) =>
    shared_axes?.includes((shape?.length ?? 0) - 1) ? { lock: { code: 'slopes' } } : 'keep',
  weightShapes: ({ shared_axes }, inputs) => ({
    alpha: singleInput(inputs)
      .slice(1)
      .map((size, axis) => (shared_axes?.includes(axis + 1) ? 1 : size)),
  }),
  weightAxes: { alpha: { output: -1 } },
  apply: ({ inputs: [x], weight }) => tf.prelu(x!, weight('alpha')),
});
