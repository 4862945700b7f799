import * as tf from '@tensorflow/tfjs';
import { foldFrozen } from '../inference/fold';
import { sideInputs } from '../network/execute';
import { logitsNetwork } from '../network/logits';
import { disposeNetwork, layerOf, type Network, weightOf } from '../network/network';
import { outputShapes } from '../network/shapes';
import { type AuxiliaryHead, discriminationLoss, stageNetwork } from '../train/heads';
import { type ClassLoss, outputLoss } from '../train/loss';
import { biasHome } from './biasHome';
import { type Convolution, convolutionOf, convolve } from './convolution';
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
  readonly convolution: Convolution;
  /** The fine-tuned network's weights of the layer: [kh, kw, c, n] and [n]. */
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

/** The problem of one convolution. */
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
  const convolution = convolutionOf(pruned, layer);
  const stage = foldFrozen(stageNetwork(pruned, head), layer);
  const [inputLayer = ''] = layerOf(pruned, layer).inputs;
  const shape = outputShapes(stage).get(inputLayer)!;
  const isTiled = samples.keptOf(layer).tiles && tileBytes(convolution, shape, samples.indices.length) !== undefined;
  return {
    layer,
    convolution,
    warmStart: tf.tidy(() => ({
      kernel: tf.clone(weightOf(pruned, layer, 'kernel') as tf.Tensor4D),
      bias: tf.clone(biasOf(pruned, { layer, convolution })),
    })),
    fitsBias: biasHome(pruned, layer) !== undefined,
    form: isTiled ? winogradInputs(convolution) : plainInputs(convolution),
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
  ({ of }: PrefixOutputs, problem: LayerProblem, { baseline, samples }: Selecting) =>
  (part: number): LayerSamples => {
    const { input, sides, baselineInput } = of(part);
    const kernel = weightOf(baseline, problem.layer, 'kernel') as tf.Tensor4D;
    const output = tf.tidy(() =>
      convolve(problem.convolution, baselineInput as tf.Tensor4D, kernel, biasOf(baseline, problem)),
    );
    baselineInput.dispose();
    return { input: problem.form.of(input as tf.Tensor4D), sides, labels: samples.labels(part), baseline: output };
  };

export function disposeProblem({ batches, stage, frozenBaseline, warmStart }: LayerProblem): void {
  for (const part of batches.flat()) part.dispose();
  for (const network of [stage, frozenBaseline]) disposeNetwork(network);
  tf.dispose([warmStart.kernel, warmStart.bias]);
}
