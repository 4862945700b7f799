/** Reads the topology of a Keras model: Sequential or Functional, of Keras 2 or 3, with models inside of models. */
import { z } from 'zod';
import { splitActivations } from '../network/activationLayers';
import { kindNamed, layerKinds } from '../network/layers';
import type { Layer, Network } from '../network/network';
import { asRescaling } from './arithmetic';

const layerSchema = z.object({
  class_name: z.string(),
  name: z.string().optional(),
  config: z.record(z.string(), z.unknown()),
  inbound_nodes: z.array(z.unknown()).optional(),
  build_config: z.unknown().optional(),
});

const modelSchema = z.object({
  class_name: z.enum(['Functional', 'Model', 'Sequential']),
  config: z.object({
    name: z.string().optional(),
    layers: z.array(layerSchema),
    input_layers: z.unknown().optional(),
    output_layers: z.unknown().optional(),
    build_input_shape: z.array(z.int().nullable()).optional(),
  }),
});

const oldSequentialSchema = z.object({ class_name: z.literal('Sequential'), config: z.array(layerSchema) });

type KerasLayer = z.infer<typeof layerSchema>;
type KerasModel = z.infer<typeof modelSchema>;

export type Graph = Omit<Network, 'weights'>;

/** Where the weights of a layer stand in files. */
export interface WeightPlace {
  /** Names of the models that the layer is in, and its own. */
  readonly names: readonly string[];
  /** Its place in a Keras 3 weight file, e.g. "layers/functional/layers/conv2d_1". */
  readonly path: string;
}

export interface Topology extends Graph {
  /** By layer name. */
  readonly places: ReadonlyMap<string, WeightPlace>;
}

/**
 * @param json a model's configuration, or an object with it as `model_config`
 * @throws naming the layer that is not understood
 */
export function readTopology(json: unknown): Topology {
  const wrapped = z.object({ model_config: z.unknown() }).safeParse(json);
  const model = parseModel(wrapped.success ? wrapped.data.model_config : json);
  const walk = new Walk();
  const outputs = walk.model(model, undefined, [], '');
  const [output, ...others] = outputs;
  const input = walk.layers.find(({ inputs }) => inputs.length === 0);
  if (!input || !output) throw new Error('the network has no layers');
  const layers = splitActivations(walk.layers);
  const ends = (name: string) =>
    layers.some((layer) => layer.name === `${name}/activation`) ? `${name}/activation` : name;
  return {
    name: model.config.name ?? 'network',
    layers,
    input: input.name,
    output: ends(output),
    ...(others.length > 0 ? { otherOutputs: others.map(ends) } : {}),
    places: walk.places,
  };
}

function parseModel(json: unknown): KerasModel {
  const old = oldSequentialSchema.safeParse(json);
  if (old.success) return { class_name: 'Sequential', config: { layers: old.data.config } };
  const parsed = modelSchema.safeParse(json);
  if (!parsed.success)
    throw new Error(
      'its topology is no Keras model: save the model whole (Sequential or Functional), not its weights alone',
    );
  return parsed.data;
}

const isModel = ({ class_name }: KerasLayer): boolean =>
  class_name === 'Functional' || class_name === 'Model' || class_name === 'Sequential';

/** The layer, or the Rescaling that its call amounts to. */
function plainly(layer: KerasLayer, call: unknown): KerasLayer {
  const rescaling = asRescaling(layer.class_name, layer.config, call);
  return rescaling
    ? { class_name: 'Rescaling', name: nameOf(layer), config: { name: nameOf(layer), ...rescaling } }
    : layer;
}

const nameOf = (layer: KerasLayer): string => layer.name ?? String(layer.config.name ?? layer.class_name);

/** The class's name as Keras 3 names its objects in weight files. */
const snakeCase = (name: string): string =>
  name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();

/** Goes through models call by call, and lays their layers out flat. */
class Walk {
  readonly layers: Layer[] = [];
  readonly places = new Map<string, WeightPlace>();
  private readonly byPath = new Map<string, string>();

  /**
   * @param inputs layers that feed the model; absent for the outermost
   * @returns the layers that the model's outputs come from
   */
  model(model: KerasModel, inputs: readonly string[] | undefined, scope: readonly string[], path: string): string[] {
    const { config } = model;
    const paths = storePaths(config.layers, path);
    return model.class_name === 'Sequential'
      ? this.sequential(config, inputs, scope, paths)
      : this.functional(config, inputs, scope, paths);
  }

  private sequential(
    { layers, build_input_shape }: KerasModel['config'],
    inputs: readonly string[] | undefined,
    scope: readonly string[],
    paths: readonly string[],
  ): string[] {
    let ends = inputs ?? [];
    layers.forEach((layer, index) => {
      if (layer.class_name === 'InputLayer' && inputs) return;
      if (ends.length === 0 && layer.class_name !== 'InputLayer' && !isModel(layer)) {
        const shape = layer.config.batch_input_shape ?? layer.config.batch_shape ?? build_input_shape;
        if (!shape)
          throw new Error(
            `the first layer, "${nameOf(layer)}", gives no input shape; build the model before saving it`,
          );
        ends = [this.append('input', 'InputLayer', { batch_input_shape: shape }, [])];
      }
      ends = this.call(layer, ends, scope, paths[index]!);
    });
    return [...ends];
  }

  private functional(
    config: KerasModel['config'],
    inputs: readonly string[] | undefined,
    scope: readonly string[],
    paths: readonly string[],
  ): string[] {
    const byName = new Map(config.layers.map((layer, index) => [nameOf(layer), { layer, path: paths[index]! }]));
    const entries = readTensors(config.input_layers).map(({ layer }) => layer);
    const calls = new Map<string, string[]>();
    const open = new Set<string>();
    const outputsOf = ({ layer: name, node }: KerasTensor): string[] => {
      const key = `${name} ${node}`;
      const known = calls.get(key);
      if (known) return known;
      const found = byName.get(name);
      if (!found) throw new Error(`a layer reads "${name}", which does not exist`);
      if (open.has(key)) throw new Error(`layer "${name}" reads its own output`);
      open.add(key);
      const fed = inputs?.[entries.indexOf(name)];
      const nodes = found.layer.inbound_nodes ?? [];
      if (nodes.length > 0 && node >= nodes.length) throw new Error(`layer "${name}" has no call number ${node}`);
      const sources = readTensors(nodes[node]).map((tensor) => {
        const ends = outputsOf(tensor);
        return ends[tensor.tensor] ?? ends[0]!;
      });
      const outputs =
        fed === undefined ? this.call(plainly(found.layer, nodes[node]), sources, scope, found.path) : [fed];
      calls.set(key, outputs);
      return outputs;
    };
    for (const name of entries) outputsOf({ layer: name, node: 0, tensor: 0 });
    for (const layer of config.layers)
      for (let node = 0; node < (layer.inbound_nodes?.length ?? 0); node++)
        outputsOf({ layer: nameOf(layer), node, tensor: 0 });
    return readTensors(config.output_layers).map((tensor) => outputsOf(tensor)[tensor.tensor] ?? outputsOf(tensor)[0]!);
  }

  private call(layer: KerasLayer, inputs: readonly string[], scope: readonly string[], path: string): string[] {
    const name = nameOf(layer);
    if (isModel(layer))
      return this.model(parseModel(layer), inputs.length > 0 ? inputs : undefined, [...scope, name], path);
    if (!kindNamed(layer.class_name))
      throw new Error(
        `layer "${[...scope, name].join('/')}" is of class ${layer.class_name}, which is not supported; rebuild the model without it, or from: ${Object.keys(layerKinds).join(', ')}`,
      );
    const owner = this.byPath.get(path);
    const unique = this.append(uniqueName(name, scope, this.layers), layer.class_name, layer.config, inputs, owner);
    if (owner === undefined) {
      this.byPath.set(path, unique);
      this.places.set(unique, { names: [...scope, name], path });
    }
    return [unique];
  }

  private append(
    name: string,
    className: string,
    config: Layer['config'],
    inputs: readonly string[],
    shares?: string,
  ): string {
    this.layers.push({ name, className, config, inputs: [...inputs], ...(shares === undefined ? {} : { shares }) });
    return name;
  }
}

function uniqueName(name: string, scope: readonly string[], layers: readonly Layer[]): string {
  const taken = (candidate: string) => layers.some((layer) => layer.name === candidate);
  const candidates = [name, [...scope, name].join('/')];
  const free = candidates.find((candidate) => !taken(candidate));
  if (free !== undefined) return free;
  let call = 2;
  while (taken(`${name}:${call}`)) call++;
  return `${name}:${call}`;
}

/** Where Keras 3 keeps each layer's weights: by class, counted. */
function storePaths(layers: readonly KerasLayer[], path: string): string[] {
  const used = new Map<string, number>();
  return layers.map(({ class_name }) => {
    const name = snakeCase(class_name);
    const before = used.get(name) ?? 0;
    used.set(name, before + 1);
    return `${path === '' ? '' : `${path}/`}layers/${before === 0 ? name : `${name}_${before}`}`;
  });
}

/** An output of a layer's call. */
interface KerasTensor {
  readonly layer: string;
  readonly node: number;
  readonly tensor: number;
}

const historySchema = z.tuple([z.string(), z.int(), z.int()]).rest(z.unknown());

/** The tensors that a piece of configuration names, in order, in the notation of Keras 2 or 3, at any depth. */
function readTensors(value: unknown): KerasTensor[] {
  const history = historySchema.safeParse(value);
  if (history.success) {
    const [layer, node, tensor] = history.data;
    return [{ layer, node, tensor }];
  }
  if (Array.isArray(value)) return value.flatMap(readTensors);
  if (typeof value !== 'object' || value === null) return [];
  if ('keras_history' in value) return readTensors(value.keras_history);
  return Object.values(value).flatMap(readTensors);
}
