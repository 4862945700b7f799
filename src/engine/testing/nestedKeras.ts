/** A flat network as Keras would write it if parts of it were models of their own, by position in Keras's order. */

import { z } from 'zod';
import { snakeCase } from '../io/keras/config';
import { joinActivations } from '../network/activationLayers';
import { type Layer, type Network, ownerOf } from '../network/network';
import type { Random } from '../random';
import type { Weight } from './kerasFiles';
import { literalOrder } from './literalKeras';

type Json = Record<string, unknown>;

/** A layer with all its calls, or a model in a model; names are those of what others read. */
type Part =
  | { readonly kind: 'layer'; readonly name: string; readonly calls: readonly Layer[] }
  | {
      readonly kind: 'model';
      readonly name: string;
      readonly parts: readonly Part[];
      readonly from: string;
      readonly end: string;
    };

/** Wraps stretches of a network that read one layer and are read at one end, at random, also within others. */
export function nest(network: Network, random: Random): Part[] {
  const joined = joinActivations(network.layers);
  const owners = joined.filter(({ shares }) => shares === undefined);
  const parts = owners.map(
    (layer): Part => ({
      kind: 'layer',
      name: layer.name,
      calls: joined.filter((call) => ownerOf(call) === layer.name),
    }),
  );
  let count = 0;
  const wrapSome = (inside: readonly Part[], depth: number): Part[] => {
    const wrapped: Part[] = [];
    for (let at = 0; at < inside.length; ) {
      const length = 1 + random.integer(4);
      const stretch = inside.slice(at, at + length);
      const ends = random.uniform() < 0.5 ? endsOf(stretch, inside, network.output) : undefined;
      if (!ends) wrapped.push(inside[at++]!);
      else {
        const name = `inner${count++}`;
        wrapped.push({ kind: 'model', name, parts: depth < 2 ? wrapSome(stretch, depth + 1) : stretch, ...ends });
        at += stretch.length;
      }
    }
    return wrapped;
  };
  return wrapSome(parts, 0);
}

const readsOf = (part: Part): string[] =>
  part.kind === 'model' ? [part.from] : part.calls.flatMap(({ inputs }) => inputs);

/** Names under which a part is read. */
const putsOf = (part: Part): string[] => (part.kind === 'model' ? [part.end] : part.calls.map(({ name }) => name));

function endsOf(
  stretch: readonly Part[],
  all: readonly Part[],
  output: string,
): { from: string; end: string } | undefined {
  const made = new Set(stretch.flatMap(putsOf));
  const reads = new Set(stretch.flatMap(readsOf).filter((name) => !made.has(name)));
  const others = all.filter((part) => !stretch.includes(part)).flatMap(readsOf);
  const read = [...made].filter((name) => others.includes(name) || output.replace('/activation', '') === name);
  const [from] = reads;
  const [end] = read;
  return reads.size === 1 && read.length === 1 && from !== undefined && end !== undefined ? { from, end } : undefined;
}

/** A model's configuration. @param version of Keras, which tells how calls of models are numbered */
export function nestedConfig(
  name: string,
  parts: readonly Part[],
  from: string | undefined,
  end: string,
  version: 2 | 3,
): Json {
  const calls = new Map<string, [string, number, number]>();
  if (from !== undefined) calls.set(from, [`${name}_in`, 0, 0]);
  for (const part of parts)
    if (part.kind === 'model') calls.set(part.end, [part.name, version === 2 ? 1 : 0, 0]);
    else for (const [index, call] of part.calls.entries()) calls.set(call.name, [part.name, index, 0]);
  const node = (inputs: readonly string[]) => {
    const read = inputs.map((input) => calls.get(input)!);
    if (version === 2) return read.map((call) => [...call, {}]);
    const tensors = read.map((keras_history) => ({ class_name: '__keras_tensor__', config: { keras_history } }));
    return { args: tensors.length === 1 ? tensors : [tensors], kwargs: {} };
  };
  const layers = parts.map((part): Json => {
    if (part.kind === 'model')
      return {
        ...nestedConfig(part.name, part.parts, part.from, part.end, version),
        name: part.name,
        inbound_nodes: [node([part.from])],
      };
    const [owner] = part.calls;
    return {
      class_name: owner!.className,
      name: part.name,
      config: { ...owner!.config, name: part.name },
      inbound_nodes: part.calls.flatMap(({ inputs }) => (inputs.length > 0 ? [node(inputs)] : [])),
    };
  });
  const input = from === undefined ? 'input' : `${name}_in`;
  const entry = {
    class_name: 'InputLayer',
    name: input,
    config: { name: input, batch_input_shape: [null, 8, 8, 3] },
    inbound_nodes: [],
  };
  const out = calls.get(end)!;
  const isModel = parts.some((part) => part.kind === 'model' && part.name === out[0]);
  const output = isModel ? [out[0], 1, 0] : out;
  return {
    class_name: 'Functional',
    config: {
      name,
      layers: from === undefined ? layers : [entry, ...layers],
      input_layers: [[input, 0, 0]],
      output_layers: [output],
    },
  };
}

/** A part's weights as .h5 keeps them for an outermost layer: those that train first. */
export function h5Weights(network: Network, part: Part): Array<[string, Weight]> {
  const own = leavesOf(part).flatMap((name) =>
    weightsOf(network, name).map(([key, weight]) => [`${name}/${key}`, weight] as [string, Weight]),
  );
  const isAverage = ([key]: [string, Weight]) => /moving_/.test(key);
  return [...own.filter((entry) => !isAverage(entry)), ...own.filter(isAverage)];
}

/** All weights by the path of their group in a .keras archive, counted in Keras's order. */
export function archiveWeights(
  network: Network,
  config: unknown,
  parts: readonly Part[],
  path = '',
): Record<string, Weight[]> {
  const counts = new Map<string, number>();
  const byName = new Map(parts.map((part) => [part.name, part]));
  const found: Record<string, Weight[]> = {};
  for (const { name, className } of literalOrder(calledAsFirst(config))) {
    const kind = snakeCase(className);
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    const part = byName.get(name);
    const place = `${path}layers/${count === 0 ? kind : `${kind}_${count}`}`;
    if (part?.kind === 'model')
      Object.assign(found, archiveWeights(network, configIn(config, name), part.parts, `${place}/`));
    else if (part) {
      const weights = weightsOf(network, name).map(([, weight]) => weight);
      if (weights.length > 0) found[place] = weights;
    }
  }
  return found;
}

const leavesOf = (part: Part): string[] => (part.kind === 'model' ? part.parts.flatMap(leavesOf) : [part.name]);

function weightsOf({ weights }: Network, layer: string): Array<[string, Weight]> {
  return [...weights]
    .filter(([key]) => key.slice(0, key.lastIndexOf('/')) === layer)
    .map(([key, tensor]) => [
      key.slice(key.lastIndexOf('/') + 1),
      { shape: tensor.shape, values: Float32Array.from(tensor.dataSync()) },
    ]);
}

const configSchema = z.object({
  layers: z.array(z.looseObject({ name: z.string(), class_name: z.string(), config: z.unknown() })),
  output_layers: z.array(z.tuple([z.string(), z.int(), z.int()])),
});

/** The oracle counts calls from 0 throughout. */
function calledAsFirst(config: unknown): unknown {
  const { layers, output_layers } = configSchema.parse(config);
  const models = new Set(layers.filter(({ class_name }) => class_name === 'Functional').map(({ name }) => name));
  return {
    layers,
    output_layers: output_layers.map(([name, node, tensor]) => [name, models.has(name) ? 0 : node, tensor]),
  };
}

const configIn = (config: unknown, name: string): unknown =>
  configSchema.parse(config).layers.find((layer) => layer.name === name)?.config;
