import { joinActivations, joinedName } from '../../network/activationLayers';
import { kindOf } from '../../network/layers';
import { tfjsWeightNames } from '../../network/layers/foreign';
import type { Layer, Network, Shape } from '../../network/network';
import { inputShapes, outputShapes } from '../../network/shapes';
import { type StoredWeight, weightValues } from '../keras/weights';
import { kerasOrder } from './kerasOrder';
import type { Dialect, Writing } from './rules';

/** A network's layers as they are written. */
export interface WrittenGraph {
  readonly name: string;
  /** Every call by itself, topologically sorted. */
  readonly layers: readonly Layer[];
  readonly outputs: ReadonlyArray<{ readonly layer: string; readonly key?: string }>;
  /** Names of the layers in Keras's order. */
  readonly order: readonly string[];
  /** Of every call's output. */
  readonly shapes: ReadonlyMap<string, Shape>;
}

export interface Portable {
  readonly graph: WrittenGraph;
  /** Keyed "layer/weight", in Keras's order. */
  readonly values: Map<string, StoredWeight>;
}

/**
 * A network in the words of those who read a format: layers and settings that they know and compute alike, in Keras's
 * order. What is of no use to a trained network is left out: initialisers, regularisers, constraints.
 *
 * @throws InputError naming a layer that the format's readers would compute otherwise
 */
export async function portable(network: Network, dialect: Dialect): Promise<Portable> {
  const values = await weightValues(network);
  const shapes = outputShapes(network);
  const { layers, rename } = rewritten(network.layers, (layer) =>
    rewriteLayer(dialect, {
      layer,
      inputs: inputShapes(layer.inputs, shapes),
      output: shapes.get(layer.name)!,
      values,
    }),
  );
  const joined = joinActivations(layers);
  const plain = plainNames(joined, dialect.plainName);
  const nameOf = (name: string) => plain.get(joinedName(rename(name), layers))!;
  const named = joined.map((layer): Layer => {
    const { name, shares, inputs } = layer;
    const config = { ...understoodConfig(layer), name: nameOf(shares ?? name) };
    const owner = shares === undefined ? {} : { shares: nameOf(shares) };
    return { ...layer, name: nameOf(name), inputs: inputs.map(nameOf), config, ...owner };
  });
  const outputs = (network.outputs ?? [{ layer: network.output }]).map(({ layer, ...key }) => ({
    layer: nameOf(layer),
    ...key,
  }));
  const order = kerasOrder({ layers: named, outputs });
  const written = new Set(order);
  const kept = named.filter(({ name, shares }) => written.has(shares ?? name));
  const writtenShapes = outputShapes({ layers });
  return {
    graph: {
      name: network.name.replaceAll('/', '_'),
      layers: kept,
      outputs,
      order,
      shapes: new Map(joined.map(({ name }) => [nameOf(name), writtenShapes.get(name)!])),
    },
    values: inOrder(values, order, new Map(joined.filter(hasWeights).map(({ name }) => [nameOf(name), name]))),
  };
}

/** The layers that stand for a layer, the last under its name; none for one that passes on what it reads. */
function rewriteLayer({ rules, otherwise }: Dialect, writing: Writing): Layer[] {
  const { className } = writing.layer;
  const rule = Object.hasOwn(rules, className) ? rules[className]! : otherwise;
  return rule(writing);
}

/** The names under which stock TensorFlow.js looks for the weights of layers of its own. */
export function tfjsNames({ layers, shapes }: WrittenGraph): ReadonlyMap<string, string> {
  const foreign = layers.filter((layer) => kindOf(layer).settings === undefined && layer.shares === undefined);
  return new Map(
    foreign.flatMap(({ name, className, config, inputs }) =>
      [...tfjsWeightNames(className, config, inputShapes(inputs, shapes))].map(
        ([own, tfjs]) => [`${name}/${own}`, `${name}/${tfjs}`] as const,
      ),
    ),
  );
}

/** Layers with those that stand for them in their places; `rename` leads past those for which none stand. */
function rewritten(
  layers: readonly Layer[],
  rewrite: (layer: Layer) => Layer[],
): { layers: Layer[]; rename: (name: string) => string } {
  const passed = new Map<string, string>();
  const rename = (name: string): string => passed.get(name) ?? name;
  const written = layers.flatMap((layer) => {
    const standing = rewrite(layer).map((made) => ({ ...made, inputs: made.inputs.map(rename) }));
    if (standing.length === 0) passed.set(layer.name, rename(layer.inputs[0]!));
    return standing;
  });
  return { layers: written, rename };
}

/** A name that a format can hold for every layer, its own where it can. */
function plainNames(layers: readonly Layer[], plainName: Dialect['plainName']): ReadonlyMap<string, string> {
  const wanted = layers.map(({ name }) => [name, plainName(name)] as const);
  const taken = new Set(wanted.filter(([name, plain]) => name === plain).map(([name]) => name));
  return new Map(
    wanted.map(([name, first]) => {
      if (name === first) return [name, name];
      let plain = first;
      while (taken.has(plain)) plain += '_';
      taken.add(plain);
      return [name, plain];
    }),
  );
}

/** `time_major` is false wherever it is read, and Keras 3 refuses to hear of it. */
const useless = /_(initializer|regularizer|constraint)$|^time_major$/;

/** The settings that the layer's kind reads; of a class that is not followed, all that say what it computes. */
function understoodConfig(layer: Layer): Layer['config'] {
  const { settings } = kindOf(layer);
  const entries = Object.entries(layer.config);
  if (settings) return Object.fromEntries(entries.filter(([key]) => settings.includes(key)));
  return Object.fromEntries(entries.filter(([key]) => !useless.test(key)).map(([key, value]) => [key, useful(value)]));
}

/** The same of layers within a layer. */
function useful(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(useful);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !useless.test(key));
  return Object.fromEntries(entries.map(([key, inner]) => [key, useful(inner)]));
}

/** A Rescaling may stand for a Normalization, whose numbers it has in its settings. */
const hasWeights = ({ className }: Layer): boolean => className !== 'Rescaling';

function inOrder(
  values: ReadonlyMap<string, StoredWeight>,
  order: readonly string[],
  origin: ReadonlyMap<string, string>,
): Map<string, StoredWeight> {
  const byLayer = new Map<string, Array<[string, StoredWeight]>>();
  for (const [key, value] of values) {
    const slash = key.lastIndexOf('/');
    const layer = key.slice(0, slash);
    byLayer.set(layer, [...(byLayer.get(layer) ?? []), [key.slice(slash + 1), value]]);
  }
  return new Map(
    order.flatMap((layer) =>
      (byLayer.get(origin.get(layer) ?? '') ?? []).map(([weight, value]) => [`${layer}/${weight}`, value] as const),
    ),
  );
}
