import * as tf from '@tensorflow/tfjs';
import { foldFrozen } from '../inference/fold';
import { sideInputs } from '../network/execute';
import type { ConvolutionForm } from '../network/layers/convolutionForm';
import { logitsNetwork } from '../network/logits';
import { disposeNetwork, layerOf, type Network, type Shape, weightOf } from '../network/network';
import { outputShapes } from '../network/shapes';
import { type AuxiliaryHead, discriminationLoss, stageNetwork } from '../train/heads';
import { type ClassLoss, outputLoss } from '../train/loss';
import { biasHome } from './biasHome';
import { blockInputs, denseKernel } from './blockInputs';
import { convolutionsOf, convolve } from './convolution';
import { plainInputs, tileBytes, winogradInputs } from './inputForms';
import type { InputForm } from './layerInput';
import { type Prefixes, type PrefixOutputs, runAnew, runOn, samePrefixWeights } from './prefixOutputs';
import { ComputedPart, KeptPart, type LayerSamples, type SamplePart } from './samplePart';
import type { SelectionSamples } from './samples';

/**
 * One layer's selection as a problem in its weights alone: the tail is frozen and folded, and of the prefix there is what
 * it put out, kept or computed anew. The caller owns it; `disposeProblem` frees it.
 */
export interface LayerProblem {
  readonly layer: string;
  readonly convolution: ConvolutionForm;
  /** Of O as the layers behind read it, without the batch axis. */
  readonly outputShape: Shape;
  /** The fine-tuned network's weights of the layer: [kh, kw, c, n / G] and [n]. */
  readonly warmStart: { readonly kernel: tf.Tensor4D; readonly bias: tf.Tensor };
  /** The network has a place for a bias of the layer: its own, or the mean of a batch norm behind it (`biasHome`). */
  readonly fitsBias: boolean;
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

/** What is in hand while channels are selected. */
export interface Selecting {
  /** The network being pruned: its weights are the warm start. */
  readonly pruned: Network;
  /** Gives O^b. */
  readonly baseline: Network;
  /** The auxiliary head of the stage; absent in the last, whose loss is the network's own. */
  readonly head: AuxiliaryHead | undefined;
  readonly samples: SelectionSamples;
}

/** The problem of one layer that mixes channels. */
export async function layerProblem(layer: string, selecting: Selecting): Promise<LayerProblem> {
  const { samples } = selecting;
  const kept = samples.keptOf(layer);
  const problem = emptyProblem(layer, selecting);
  let outputs: PrefixOutputs | undefined;
  try {
    const prefixes = prefixesOf(problem, selecting);
    outputs = kept.prefix ? await runOn(prefixes, layer, samples) : runAnew(prefixes, samples);
    const compute = partsFrom(outputs, problem, selecting);
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

const biasOf = (network: Network, { layer, convolution }: Pick<LayerProblem, 'layer' | 'convolution'>): tf.Tensor =>
  network.weights.get(`${layer}/bias`) ?? tf.zeros([convolution.filters]);

/** The problem, without its samples. */
function emptyProblem(layer: string, { pruned, baseline, head, samples }: Selecting) {
  const convolution = convolutionsOf(pruned)(layer);
  const stage = foldFrozen(stageNetwork(pruned, head), layer);
  const shape = [-1, ...convolution.size, convolution.channels];
  const isTiled = samples.keptOf(layer).tiles && tileBytes(convolution, shape, samples.indices.length) !== undefined;
  return {
    layer,
    convolution,
    outputShape: outputShapes(pruned).get(layer)!.slice(1),
    warmStart: tf.tidy(() => ({
      kernel: convolution.toKernel(weightOf(pruned, layer, convolution.weight)),
      bias: tf.clone(biasOf(pruned, { layer, convolution })),
    })),
    fitsBias: biasHome(pruned, layer) !== undefined,
    form: blockInputs(convolution, isTiled ? winogradInputs(convolution) : plainInputs(convolution)),
    batches: samples.batches.map((): SamplePart[] => []),
    stage,
    frozenBaseline: foldFrozen(logitsNetwork(baseline), layer),
    loss: head ? discriminationLoss : outputLoss(pruned),
  } satisfies LayerProblem;
}

const prefixesOf = ({ layer, stage, frozenBaseline }: LayerProblem, { pruned, baseline }: Selecting): Prefixes => ({
  networks: [stage, frozenBaseline],
  inputLayer: layerOf(pruned, layer).inputs[0] ?? '',
  sides: sideInputs(stage, layer),
  haveSameWeights: samePrefixWeights(pruned, baseline, layer),
});

/** How a part of the samples comes of what the prefixes put out; the caller owns it. */
const partsFrom =
  ({ of }: PrefixOutputs, problem: LayerProblem, { pruned, baseline, samples }: Selecting) =>
  (part: number): LayerSamples => {
    const { input, sides, baselineInput } = of(part);
    const { convolution, form } = problem;
    const x = inputOf(problem, pruned, input);
    const output = tf.tidy(() => {
      const kernel = convolution.toKernel(weightOf(baseline, problem.layer, convolution.weight));
      const dense = denseKernel(convolution, kernel, [...Array(convolution.channels).keys()]);
      return convolve(convolution, inputOf(problem, baseline, baselineInput), dense, biasOf(baseline, problem));
    });
    return { input: form.of(x), sides, labels: samples.labels(part), baseline: output };
  };

/** X of what the layer reads in a network, which it disposes of. */
function inputOf({ layer, convolution }: LayerProblem, network: Network, read: tf.Tensor): tf.Tensor4D {
  const x = tf.tidy(() => convolution.toInput(read, (weight) => weightOf(network, layer, weight)));
  read.dispose();
  return x;
}

export function disposeProblem({ batches, stage, frozenBaseline, warmStart }: LayerProblem): void {
  for (const part of batches.flat()) part.dispose();
  for (const network of [stage, frozenBaseline]) disposeNetwork(network);
  tf.dispose([warmStart.kernel, warmStart.bias]);
}
