import * as tf from '@tensorflow/tfjs';
import { hasCustomKernel } from '../backend/customKernels';
import type { Checkpoint } from '../checkpoint';
import { sumPerChannel } from '../network/layers/channelAffine';
import type { Convolution } from '../network/layers/convolutionForm';
import type { ChannelSplit } from './layerInput';
import type { LayerProblem } from './layerProblem';
import { LeastSquares, type NormalEquations } from './leastSquares';
import { type LayerSamples, sharesOf } from './samplePart';

/**
 * What least squares need of a layer: O = Phi W is linear in W, so that L_M (Eq 3) is a quadratic, whose Hessian is
 * Phi^T Phi / Q for every output channel alike. Phi [N h' w', 1 + c kh kw] has a column of ones for the bias, then the
 * kh kw columns of each input channel.
 */
export interface Moments {
  /** Columns of Phi for an input channel: kh kw. */
  readonly perChannel: number;
  /** Columns of Phi. */
  readonly features: number;
  readonly filters: number;
  /** Phi^T Phi / Q, [features, features]. */
  readonly gram: Float64Array;
  /** Phi^T O^b / Q, [features, filters]. */
  readonly target: Float64Array;
  /** The warm start's bias and kernel, [features, filters]. */
  readonly warmStart: Float32Array;
}

/** The columns of Phi that belong to an input channel. */
export const featuresOf = ({ perChannel }: Pick<Moments, 'perChannel'>, channel: number): number[] =>
  Array.from({ length: perChannel }, (_, tap) => 1 + channel * perChannel + tap);

/** The moments over all samples of a problem: one pass, which needs nothing of the tail. @param pass passed once a part */
export async function layerMoments(problem: LayerProblem, pass: Checkpoint): Promise<Moments> {
  const { kernelSize, channels, filters } = problem.convolution;
  const perChannel = kernelSize[0] * kernelSize[1];
  const parts = problem.batches.flat();
  const shares = sharesOf(parts);
  const whole: ChannelSplit = { order: [...Array(channels).keys()], selected: channels, open: 0 };
  let sum: tf.Tensor2D | undefined;
  try {
    for (const [index, part] of parts.entries()) {
      await pass();
      const next = part.use(whole, (samples) => {
        const own = tf.mul(partMoments(problem, samples), shares[index]! / samples.baseline.size);
        return (sum ? tf.add(sum, own) : own) as tf.Tensor2D;
      });
      sum?.dispose();
      sum = next;
    }
    const shape = { perChannel, features: 1 + channels * perChannel, filters };
    return { ...unpack(await sum!.data(), shape), warmStart: await warmStartRows(problem) };
  } finally {
    sum?.dispose();
  }
}

/** [1, Phi]^T [1, Phi, O^b] of some samples: [1 + c kh kw, 1 + c kh kw + n]. */
const partMoments = (problem: LayerProblem, samples: LayerSamples): tf.Tensor2D =>
  hasCustomKernel('winogradConvolution') ? momentsByGradients(problem, samples) : momentsByProducts(problem, samples);

/** All patches at once: one-hot kernels make them outputs. Where matrix products are what a backend is best at. */
function momentsByProducts({ convolution }: LayerProblem, { input, baseline }: LayerSamples): tf.Tensor2D {
  const { kernelSize, channels, filters } = convolution;
  const features = channels * kernelSize[0] * kernelSize[1];
  const oneHot = tf.reshape(tf.eye(features), [channels, ...kernelSize, features]);
  const kernel = tf.transpose(oneHot, [1, 2, 0, 3]) as tf.Tensor4D;
  const patches = tf.reshape(input.output(kernel, tf.zeros([features])), [-1, features]) as tf.Tensor2D;
  const phi = tf.concat([tf.ones<tf.Rank.R2>([patches.shape[0], 1]), patches], 1) as tf.Tensor2D;
  const output = tf.reshape(baseline, [-1, filters]) as tf.Tensor2D;
  return tf.concat([tf.matMul(phi, phi, true), tf.matMul(phi, output, true)], 1) as tf.Tensor2D;
}

/**
 * Phi^T [1, Phi, O^b] without the row of ones' own: [c kh kw, 1 + c kh kw + n]. A one-hot kernel makes a column of Phi an
 * output, and the gradient for the kernel is Phi^T times that of the output: so every form of input and every kind of
 * layer can do it.
 */
function momentsByGradients({ convolution }: LayerProblem, { input, baseline }: LayerSamples): tf.Tensor2D {
  const { kernelSize, channels, filters } = convolution;
  const taps = kernelSize[0] * kernelSize[1];
  const features = channels * taps;
  const bias = tf.zeros([filters]);
  const times = (output: tf.Tensor4D): tf.Tensor2D =>
    tf.reshape(tf.transpose(input.selectedGradient(output), [2, 0, 1, 3]), [features, filters]);
  const blocks = Array.from({ length: Math.ceil(features / filters) }, (_, block) =>
    tf.tidy(() => {
      const columns = Array.from({ length: filters }, (_, column) => block * filters + column);
      const flags = tf.oneHot(tf.tensor1d(columns, 'int32'), Math.max(2, features));
      const oneHot = tf.slice(tf.transpose(tf.cast(flags, 'float32')), [0, 0], [features, filters]);
      const kernel = tf.transpose(tf.reshape(oneHot, [channels, ...kernelSize, filters]), [1, 2, 0, 3]);
      return times(input.output(kernel as tf.Tensor4D, bias));
    }),
  );
  const gram = tf.slice(tf.concat(blocks, 1), [0, 0], [features, features]);
  const ones = tf.slice(times(tf.onesLike(baseline)), [0, 0], [features, 1]);
  const target = times(baseline);
  const constants = tf.concat(
    [tf.fill([1, 1 + features], baseline.size / filters), tf.reshape(sumPerChannel(baseline), [1, filters])],
    1,
  );
  return tf.concat([constants, tf.concat([ones, gram, target], 1)], 0) as tf.Tensor2D;
}

function unpack(
  values: ArrayLike<number>,
  shape: Pick<Moments, 'perChannel' | 'features' | 'filters'>,
): Omit<Moments, 'warmStart'> {
  const { features, filters } = shape;
  const gram = new Float64Array(features * features);
  const target = new Float64Array(features * filters);
  const width = features + filters;
  for (let row = 0; row < features; row++) {
    for (let column = 0; column < features; column++)
      // The row of ones is the column of ones; the two halves differ by rounding.
      gram[row * features + column] =
        row === 0
          ? values[column === 0 ? 0 : column * width]!
          : column === 0
            ? values[row * width]!
            : (values[row * width + column]! + values[column * width + row]!) / 2;
    for (let filter = 0; filter < filters; filter++)
      target[row * filters + filter] = values[row * width + features + filter]!;
  }
  return { ...shape, gram, target };
}

/** Of the mean of the Hessian's diagonal: how strongly what the samples do not tell is drawn to the warm start. */
const ridge = 1e-2;

/** The weights in the order of Phi's columns. */
async function warmStartRows({ warmStart, convolution }: LayerProblem): Promise<Float32Array> {
  const { filters } = convolution;
  const rows = tf.tidy(() => {
    const kernel = tf.reshape(tf.transpose(warmStart.kernel, [2, 0, 1, 3]), [-1, filters]) as tf.Tensor2D;
    return tf.concat([tf.reshape(warmStart.bias, [1, filters]) as tf.Tensor2D, kernel]);
  });
  const values = Float32Array.from(await rows.data());
  rows.dispose();
  return values;
}

/** The least of L_M as normal equations, with a ridge towards the warm start; the bias has none. */
export function layerEquations({ gram, target, features, filters, warmStart }: Moments): NormalEquations {
  let trace = 0;
  for (let row = 1; row < features; row++) trace += gram[row * features + row]!;
  // Where all inputs are zero any ridge leaves the warm start as it is.
  const damping = trace > 0 ? (ridge * trace) / (features - 1) : ridge;
  return {
    ...{ matrix: gram, target, features, filters, prior: warmStart },
    ridge: (feature) => (feature === 0 ? 0 : damping),
  };
}

/** The same with no channel joined yet; of a layer that has a place for a bias, the bias. */
export function leastSquaresOf({ fitsBias }: Pick<LayerProblem, 'fitsBias'>, moments: Moments): LeastSquares {
  const squares = new LeastSquares(layerEquations(moments));
  if (fitsBias) squares.join([0]);
  return squares;
}

/** Columns of Phi but for that of ones: c kh kw. */
export const featureCount = ({ kernelSize, channels }: Convolution): number => channels * kernelSize[0] * kernelSize[1];
