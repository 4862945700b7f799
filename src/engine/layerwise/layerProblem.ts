import * as tf from '@tensorflow/tfjs';
import { runCustomKernel } from '../backend/customKernels';
import { foldFrozen } from '../inference/fold';
import { execute, layersBetween, sideInputs } from '../network/execute';
import { sumPerChannel } from '../network/layers/channelAffine';
import { logitsNetwork } from '../network/logits';
import { disposeNetwork, layerOf, type Network, ownerOf, weightKeys, weightOf } from '../network/network';
import { outputShapes } from '../network/shapes';
import { type AuxiliaryHead, discriminationLoss, stageNetwork } from '../train/heads';
import { type ClassLoss, outputLoss } from '../train/loss';
import { type Convolution, convolutionOf, convolve } from './convolution';
import { plainInputs, tileBytes, winogradInputs } from './inputForms';
import type { InputForm } from './layerInput';
import { reconstructionGradient, reconstructionLoss } from './losses';
import { ComputedPart, KeptPart, type LayerSamples, type SamplePart } from './samplePart';
import type { SelectionSamples } from './samples';

/**
 * One layer's selection as a problem in its weights alone: the tail is frozen and folded, and of the prefix there is what
 * it put out, kept or computed anew. The caller owns it; `disposeProblem` frees it.
 */
export interface LayerProblem {
  readonly layer: string;
  readonly convolution: Convolution;
  /** The fine-tuned network's weights of the layer: [kh, kw, c, n] and [n]. */
  readonly warmStart: { readonly kernel: tf.Tensor4D; readonly bias: tf.Tensor };
  readonly form: InputForm;
  /** Each batch in the parts that are computed at a time. */
  readonly batches: ReadonlyArray<readonly SamplePart[]>;
  /** The network up to the stage's loss, frozen, but for this layer. */
  readonly stage: Network;
  /** The baseline network, frozen: some parts are computed by it. */
  readonly frozenBaseline: Network;
  /** L_S of its class scores. */
  readonly loss: ClassLoss;
}

/**
 * @param pruned the network being pruned; its weights of `layer` are the warm start
 * @param baseline gives O^b
 * @param head the auxiliary head of the stage; absent in the last, whose loss is the network's own
 */
export async function layerProblem(
  pruned: Network,
  baseline: Network,
  layer: string,
  head: AuxiliaryHead | undefined,
  samples: SelectionSamples,
): Promise<LayerProblem> {
  const convolution = convolutionOf(pruned, layer);
  const [inputLayer = ''] = layerOf(pruned, layer).inputs;
  const biasOf = (network: Network) => network.weights.get(`${layer}/bias`) ?? tf.zeros([convolution.filters]);
  const stage = foldFrozen(stageNetwork(pruned, head), layer);
  const kept = samples.keptOf(layer);
  const count = samples.parts.reduce((total, { length }) => total + length, 0);
  const isTiled = kept.tiles && tileBytes(convolution, outputShapes(stage).get(inputLayer)!, count) !== undefined;
  const problem = {
    layer,
    convolution,
    warmStart: tf.tidy(() => ({
      kernel: tf.clone(weightOf(pruned, layer, 'kernel') as tf.Tensor4D),
      bias: tf.clone(biasOf(pruned)),
    })),
    form: isTiled ? winogradInputs(convolution) : plainInputs(convolution),
    batches: samples.batches.map((): SamplePart[] => []),
    stage,
    frozenBaseline: foldFrozen(logitsNetwork(baseline), layer),
    loss: head ? discriminationLoss : outputLoss(pruned),
  };
  const prefixes: Prefixes = {
    networks: [stage, problem.frozenBaseline],
    inputLayer,
    sides: sideInputs(stage, layer),
    haveSameWeights: samePrefixWeights(pruned, baseline, layer),
  };
  let outputs: PrefixOutputs | undefined;
  try {
    outputs = kept.prefix ? await runOn(prefixes, layer, samples) : runAnew(prefixes, samples);
    const { of } = outputs;
    const compute = (part: number): LayerSamples => {
      const { input, sides, baselineInput } = of(part);
      const output = tf.tidy(() =>
        convolve(
          convolution,
          baselineInput as tf.Tensor4D,
          weightOf(baseline, layer, 'kernel') as tf.Tensor4D,
          biasOf(baseline),
        ),
      );
      baselineInput.dispose();
      return { input: problem.form.of(input as tf.Tensor4D), sides, labels: samples.labels(part), baseline: output };
    };
    let seen = 0;
    for (const [batch, parts] of samples.batches.entries())
      for (const part of parts) {
        await samples.pass();
        const { length } = samples.parts[part]!;
        seen += length;
        problem.batches[batch]!.push(
          seen <= kept.samples ? new KeptPart(length, compute(part)) : new ComputedPart(length, () => compute(part)),
        );
      }
    return problem;
  } catch (error) {
    disposeProblem(problem);
    outputs?.dispose();
    throw error;
  }
}

/** The parts of two networks in front of a layer. */
interface Prefixes {
  /** The pruned network and its baseline, frozen. */
  readonly networks: readonly [Network, Network];
  readonly inputLayer: string;
  /** Layers that the tail reads past the layer. */
  readonly sides: readonly string[];
  /** Whether they have the same weights. */
  readonly haveSameWeights: boolean;
}

/** What prefixes put out for the parts of the samples. */
interface PrefixOutputs {
  /** The pruned network's input of the layer and its sides, and the baseline's input; the caller owns them. */
  of(part: number): { input: tf.Tensor; sides: Record<string, tf.Tensor>; baselineInput: tf.Tensor };
  /** Frees what nobody has asked for. */
  dispose(): void;
}

/** All samples, from where the networks have run to. */
async function runOn(prefixes: Prefixes, layer: string, samples: SelectionSamples): Promise<PrefixOutputs> {
  const { networks, inputLayer, sides, haveSameWeights } = prefixes;
  const outputs = await samples.pruned.runTo(networks[0], layer, [inputLayer, ...sides]);
  try {
    if (haveSameWeights) samples.baseline.copyFrom(samples.pruned);
    const inputs = await samples.baseline.runTo(networks[1], layer, [inputLayer]);
    return {
      of: (part) => ({ ...named(sides, outputs[part]!), baselineInput: inputs[part]![0]! }),
      dispose: () => tf.dispose([outputs, inputs]),
    };
  } catch (error) {
    tf.dispose(outputs);
    throw error;
  }
}

/** A part whenever it is asked for, from the images on. */
function runAnew({ networks, inputLayer, sides, haveSameWeights }: Prefixes, samples: SelectionSamples): PrefixOutputs {
  samples.dispose();
  return {
    of: (part) => {
      const { input, ...others } = named(sides, samples.outputs(networks[0], part, [inputLayer, ...sides]));
      const [own] = haveSameWeights ? [] : samples.outputs(networks[1], part, [inputLayer]);
      return { input, ...others, baselineInput: own ?? tf.clone(input) };
    },
    dispose: () => {},
  };
}

/** The layer's input and, by their names, its sides. */
function named(
  names: readonly string[],
  [input, ...sides]: readonly tf.Tensor[],
): { input: tf.Tensor; sides: Record<string, tf.Tensor> } {
  return { input: input!, sides: Object.fromEntries(names.map((name, index) => [name, sides[index]!])) };
}

/** Whether the layers before `layer` have the same weights, value by value in the same memory. */
function samePrefixWeights(a: Network, b: Network, layer: string): boolean {
  const before = layersBetween(a, new Set(), layerOf(a, layer).inputs);
  const owners = new Set(a.layers.filter(({ name }) => before.has(name)).map(ownerOf));
  return [...owners]
    .flatMap((owner) => weightKeys(a, owner))
    .every((key) => a.weights.get(key)?.dataId === b.weights.get(key)?.dataId);
}

export function disposeProblem({ batches, stage, frozenBaseline, warmStart }: LayerProblem): void {
  for (const part of batches.flat()) part.dispose();
  for (const network of [stage, frozenBaseline]) disposeNetwork(network);
  tf.dispose([warmStart.kernel, warmStart.bias]);
}

/** Eq 3, 5 and 6 of some samples: the losses, and the joint one's gradient for O, from which those for the weights follow. */
export interface JointGradient {
  /** Computed on demand: the gradient does not need it. */
  reconstruction: () => tf.Scalar;
  discrimination: tf.Scalar;
  /** For O: [N, h', w', n] */
  outputGradient: tf.Tensor4D;
  /** For the bias: [n] */
  bias: tf.Tensor1D;
}

/**
 * The joint loss L_M + lambda L_S of samples at the weights W_A, differentiated: through the tail down to O by the tape.
 *
 * @param weights W_A, [kh, kw, |A|, n], for the channels that the samples' input has selected, and the bias, [n]
 * @param share what the gradients are multiplied by: the samples' part in a mean over more
 */
export function jointGradient(
  { layer, stage, loss }: LayerProblem,
  { input, sides, labels, baseline }: LayerSamples,
  { kernel, bias }: { readonly kernel: tf.Tensor4D; readonly bias: tf.Tensor },
  lambda: number,
  share = 1,
): JointGradient {
  const output = input.output(kernel, bias);
  const { value: discrimination, grad } = tf.valueAndGrad((end: tf.Tensor) => {
    const [logits] = execute(stage, { ...sides, [layer]: end }, [stage.output]);
    return loss(logits as tf.Tensor2D, labels);
  })(output);
  return { ...jointSlope(output, baseline, grad, lambda, share), discrimination: discrimination as tf.Scalar };
}

/** A share of the gradient of Eq 6 for O, [N, h, w, n], its sum over samples and positions, [n], and Eq 3. */
function jointSlope(
  output: tf.Tensor4D,
  baseline: tf.Tensor4D,
  gradient: tf.Tensor,
  lambda: number,
  share: number,
): Omit<JointGradient, 'discrimination'> {
  const factors = tf.tensor1d([share / output.size, share * lambda]);
  const [outputGradient, bias, squares] =
    runCustomKernel<tf.Tensor[]>('jointSlope', { output, baseline, gradient, factors }) ?? [];
  if (outputGradient && bias && squares)
    return {
      outputGradient: outputGradient as tf.Tensor4D,
      bias: bias as tf.Tensor1D,
      reconstruction: () => tf.div(tf.sum(squares), 2 * output.size) as tf.Scalar,
    };
  const reconstruction = reconstructionGradient(output, baseline, share);
  const sum = tf.add<tf.Tensor4D>(reconstruction, tf.mul(gradient, share * lambda));
  return { outputGradient: sum, bias: sumPerChannel(sum), reconstruction: () => reconstructionLoss(output, baseline) };
}
