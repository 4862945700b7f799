import * as tf from '@tensorflow/tfjs';
import { layersBetween } from '../network/execute';
import { layerOf, type Network, ownerOf, weightKeys } from '../network/network';
import type { SelectionSamples } from './samples';

/** The parts of two networks in front of a layer. */
export interface Prefixes {
  /** The pruned network and its baseline, frozen. */
  readonly networks: readonly [Network, Network];
  readonly inputLayer: string;
  /** Layers that the tail reads past the layer. */
  readonly sides: readonly string[];
  /** Whether they have the same weights. */
  readonly haveSameWeights: boolean;
}

/** What prefixes put out for the parts of the samples. */
export interface PrefixOutputs {
  /** The pruned network's input of the layer and its sides, and the baseline's input; the caller owns them. */
  of(part: number): { input: tf.Tensor; sides: Record<string, tf.Tensor>; baselineInput: tf.Tensor };
  /** Frees what nobody has asked for. */
  dispose(): void;
}

/** All samples, from where the networks have run to. */
export async function runOn(prefixes: Prefixes, layer: string, samples: SelectionSamples): Promise<PrefixOutputs> {
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
export function runAnew(
  { networks, inputLayer, sides, haveSameWeights }: Prefixes,
  samples: SelectionSamples,
): PrefixOutputs {
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
export function samePrefixWeights(a: Network, b: Network, layer: string): boolean {
  const before = layersBetween(a, new Set(), layerOf(a, layer).inputs);
  const owners = new Set(a.layers.filter(({ name }) => before.has(name)).map(ownerOf));
  return [...owners]
    .flatMap((owner) => weightKeys(a, owner))
    .every((key) => a.weights.get(key)?.dataId === b.weights.get(key)?.dataId);
}
