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
 * kh kw columns of each input channel. A grouped convolution has a Phi for each of its G blocks, of its own inputs alone, and
 * the Hessian is made of theirs along the diagonal: as many problems, which know nothing of each other, solved as one.
 */
export interface Moments {
  /** Columns of Phi for an input channel: kh kw. */
  readonly perChannel: number;
  /** Columns of ones: G, one for each block's bias; they come first. */
  readonly constants: number;
  /** Columns of Phi. */
  readonly features: number;
  /** Of a block: n / G. */
  readonly filters: number;
  /** Phi^T Phi / Q, [features, features]; zeros between blocks. */
  readonly gram: Float64Array;
  /** Phi^T O^b / Q, [features, filters]. */
  readonly target: Float64Array;
  /** The warm start's bias and kernel, [features, filters]. */
  readonly warmStart: Float32Array;
}

/** The columns of Phi that belong to an input channel. */
export const featuresOf = (
  { perChannel, constants }: Pick<Moments, 'perChannel' | 'constants'>,
  channel: number,
): number[] => Array.from({ length: perChannel }, (_, tap) => constants + channel * perChannel + tap);

/** The moments over all samples of a problem: one pass, which needs nothing of the tail. @param pass passed once a part */
export async function layerMoments(problem: LayerProblem, pass: Checkpoint): Promise<Moments> {
  const { kernelSize, channels, filters, blocks } = problem.convolution;
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
    const features = blocks + channels * perChannel;
    const shape = { perChannel, constants: blocks, features, filters: filters / blocks };
    return { ...unpack(await sum!.data(), shape), warmStart: await warmStartRows(problem) };
  } finally {
    sum?.dispose();
  }
}

/** [1, Phi]^T [1, Phi, O^b] of some samples, each row by its own block's columns: [G + c kh kw, 1 + (c kh kw + n) / G]. */
const partMoments = (problem: LayerProblem, samples: LayerSamples): tf.Tensor2D =>
  hasCustomKernel('winogradConvolution') ? momentsByGradients(problem, samples) : momentsByProducts(problem, samples);

/** All patches at once: one-hot kernels make them outputs. Where matrix products are what a backend is best at. */
function momentsByProducts({ convolution }: LayerProblem, { input, baseline }: LayerSamples): tf.Tensor2D {
  const { kernelSize, channels, filters, blocks } = convolution;
  const features = featureCount(convolution) / blocks;
  const byBlocks = (output: tf.Tensor, own: number): tf.Tensor3D =>
    blocks === 1
      ? tf.reshape(output, [1, -1, own])
      : tf.transpose(tf.reshape<tf.Rank.R3>(output, [-1, blocks, own]), [1, 0, 2]);
  const oneHot = tf.reshape(tf.tile(tf.eye(features), [blocks, 1]), [channels, ...kernelSize, features]);
  const kernel = tf.transpose(oneHot, [1, 2, 0, 3]) as tf.Tensor4D;
  const patches = byBlocks(input.output(kernel, tf.zeros([blocks * features])), features);
  const phi = tf.concat([tf.ones<tf.Rank.R3>([blocks, patches.shape[1], 1]), patches], 2);
  const output = byBlocks(baseline, filters / blocks);
  const products = tf.concat([tf.matMul(phi, phi, true), tf.matMul(phi, output, true)], 2) as tf.Tensor3D;
  const [constants, others] = tf.split(products, [1, features], 1);
  const width = products.shape[2];
  return tf.concat([tf.reshape(constants!, [blocks, width]), tf.reshape(others!, [-1, width])]) as tf.Tensor2D;
}

/**
 * The same in rounds, as many columns at a time as there are filters: a one-hot kernel makes a column of Phi an output, and
 * the gradient for the kernel is Phi^T times that of the output: so every form of input and every kind of layer can do it.
 */
function momentsByGradients({ convolution }: LayerProblem, { input, baseline }: LayerSamples): tf.Tensor2D {
  const { kernelSize, channels, blocks } = convolution;
  const filters = convolution.filters / blocks;
  const rows = featureCount(convolution);
  const features = rows / blocks;
  const bias = tf.zeros([convolution.filters]);
  const times = (output: tf.Tensor4D): tf.Tensor2D =>
    tf.reshape(tf.transpose(input.selectedGradient(output), [2, 0, 1, 3]), [rows, filters]);
  const rounds = Array.from({ length: Math.ceil(features / filters) }, (_, round) =>
    tf.tidy(() => {
      const columns = Array.from({ length: filters }, (_, column) => round * filters + column);
      const flags = tf.oneHot(tf.tensor1d(columns, 'int32'), Math.max(2, features));
      const ofBlock = tf.slice(tf.transpose(tf.cast(flags, 'float32')), [0, 0], [features, filters]);
      const oneHot = blocks === 1 ? ofBlock : tf.tile(ofBlock, [blocks, 1]);
      const kernel = tf.transpose(tf.reshape(oneHot, [channels, ...kernelSize, filters]), [1, 2, 0, 3]);
      return times(input.output(kernel as tf.Tensor4D, bias));
    }),
  );
  const gram = tf.slice(tf.concat(rounds, 1), [0, 0], [rows, features]);
  const ones = tf.slice(times(tf.onesLike(baseline)), [0, 0], [rows, 1]);
  const target = times(baseline);
  const positions = baseline.size / convolution.filters;
  const constants = tf.concat(
    [tf.fill([blocks, 1 + features], positions), tf.reshape(sumPerChannel(baseline), [blocks, filters])],
    1,
  );
  return tf.concat([constants, tf.concat([ones, gram, target], 1)], 0) as tf.Tensor2D;
}

/** The blocks along the diagonal. @param values rows of `partMoments` */
function unpack(
  values: ArrayLike<number>,
  shape: Pick<Moments, 'perChannel' | 'constants' | 'features' | 'filters'>,
): Omit<Moments, 'warmStart'> {
  const { constants, features, filters } = shape;
  const gram = new Float64Array(features * features);
  const target = new Float64Array(features * filters);
  const size = (features - constants) / constants;
  const width = 1 + size + filters;
  const value = (row: number, column: number): number => values[row * width + column]!;
  for (let block = 0; block < constants; block++) {
    /** The block's rows: that of its bias, then those of its channels. */
    const rows = [block, ...Array.from({ length: size }, (_, at) => constants + block * size + at)];
    for (const [at, row] of rows.entries()) {
      // The row of ones is the column of ones; the two halves differ by rounding.
      for (const [other, column] of rows.entries())
        gram[row * features + column] =
          at === 0
            ? value(other === 0 ? row : column, 0)
            : other === 0
              ? value(row, 0)
              : (value(row, other) + value(column, at)) / 2;
      for (let filter = 0; filter < filters; filter++) target[row * filters + filter] = value(row, 1 + size + filter);
    }
  }
  return { ...shape, gram, target };
}

/** Of the mean of the Hessian's diagonal: how strongly what the samples do not tell is drawn to the warm start. */
const ridge = 1e-2;

/** The weights in the order of Phi's columns. */
async function warmStartRows({ warmStart, convolution }: LayerProblem): Promise<Float32Array> {
  const { filters, blocks } = convolution;
  const rows = tf.tidy(() => {
    const kernel = tf.reshape(tf.transpose(warmStart.kernel, [2, 0, 1, 3]), [-1, filters / blocks]) as tf.Tensor2D;
    return tf.concat([tf.reshape(warmStart.bias, [blocks, filters / blocks]) as tf.Tensor2D, kernel]);
  });
  const values = Float32Array.from(await rows.data());
  rows.dispose();
  return values;
}

/** The least of L_M as normal equations, with a ridge towards the warm start; the bias has none. */
export function layerEquations({ gram, target, constants, features, filters, warmStart }: Moments): NormalEquations {
  let trace = 0;
  for (let row = constants; row < features; row++) trace += gram[row * features + row]!;
  // Where all inputs are zero any ridge leaves the warm start as it is.
  const damping = trace > 0 ? (ridge * trace) / (features - constants) : ridge;
  return {
    ...{ matrix: gram, target, features, filters, prior: warmStart },
    ridge: (feature) => (feature < constants ? 0 : damping),
  };
}

/** The same with no channel joined yet; of a layer that has a place for a bias, the bias. */
export function leastSquaresOf({ fitsBias }: Pick<LayerProblem, 'fitsBias'>, moments: Moments): LeastSquares {
  const squares = new LeastSquares(layerEquations(moments));
  if (fitsBias) squares.join([...Array(moments.constants).keys()]);
  return squares;
}

/** Columns of Phi but for those of ones: c kh kw. */
export const featureCount = ({ kernelSize, channels }: Pick<Convolution, 'kernelSize' | 'channels'>): number =>
  channels * kernelSize[0] * kernelSize[1];
