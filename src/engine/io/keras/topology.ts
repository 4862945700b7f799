/** Reads the topology of a Keras model: Sequential or Functional, of Keras 2 or 3, with models inside of models. */
import { z } from 'zod';
import { InputError } from '../../errors';
import { limits } from '../../limits';
import { splitActivations } from '../../network/activationLayers';
import { trainingOnly } from '../../network/layers';
import type { Layer, Network } from '../../network/network';
import { ofThisLayer, outputShapes } from '../../network/shapes';
import { parseJsonText } from '../containers/json';
import { asAffine } from './arithmetic';
import { carriedLayers } from './carriedLayers';
import { classesAmong } from './classesAmong';
import { byKey, isModel, type KerasLayer, type KerasModel, nameOf, parseModel, snakeCase } from './config';
import { callsOf } from './modelCalls';
import { checkCall, checkUnderstood } from './understood';

export type Graph = Omit<Network, 'weights'>;

/** Where a layer stands among those of a model, as Keras 3 counts them: by class. */
export interface PathStep {
  readonly name: string;
  /** The class, as in "conv2d". */
  readonly kind: string;
  /** How many layers of its class come before it, and how many there are. */
  readonly rank: number;
  readonly count: number;
  /** How many layers of any class come before it. */
  readonly position: number;
}

export interface Topology extends Graph {
  /** By layer name: the models that the layer is in, and its own place, from the outside. */
  readonly places: ReadonlyMap<string, readonly PathStep[]>;
}

/**
 * @param json a model's configuration, or an object with it as `model_config`
 * @param version of Keras, as the file tells it; else the configuration's own
 * @throws InputError naming the layer that is not understood
 */
export function readTopology(json: unknown, version?: string): Topology {
  const wrapped = wrapperSchema.safeParse(json).data;
  const inner = wrapped?.model_config ?? json;
  const model = parseModel(typeof inner === 'string' ? parseJsonText(inner) : inner);
  const walk = new Walk(majorVersion(version ?? wrapped?.keras_version, inner));
  const ends = walk.model(model, undefined, []);
  const input = walk.layers.find(({ inputs }) => inputs.length === 0);
  if (!input || ends.length === 0) throw new InputError('model.no-layers');
  const layers = splitActivations(walk.layers);
  const split = new Set(layers.map(({ name }) => name));
  const outputs = ends.map(({ layer, ...key }) => ({
    layer: split.has(`${layer}/activation`) ? `${layer}/activation` : layer,
    ...key,
  }));
  const output = classesAmong(layers, outputShapes({ layers }), outputs);
  const others = outputs.map(({ layer }) => layer).filter((layer) => layer !== output);
  return {
    name: plain(model.config.name ?? 'network'),
    layers,
    input: input.name,
    output,
    ...(outputs.length > 1 || outputs[0]?.key !== undefined ? { outputs } : {}),
    ...(others.length > 0 ? { otherOutputs: [...new Set(others)] } : {}),
    places: walk.places,
  };
}

const wrapperSchema = z.looseObject({
  model_config: z.unknown(),
  keras_version: z.string().optional().catch(undefined),
});

/** Of a configuration without a version, by what Keras 3 alone writes. */
function majorVersion(version: string | undefined, json: unknown): 2 | 3 {
  const major = Number.parseInt(version ?? '', 10);
  if (major > 0) return major >= 3 ? 3 : 2;
  return /"batch_shape"|"__keras_tensor__"|"DTypePolicy"|"keras\.src/.test(JSON.stringify(json) ?? '') ? 3 : 2;
}

/** Keras 3 takes no slash in names. */
const plain = (name: string): string => name.replaceAll('/', '_');

/** What a model puts out: the layer, and its key in a dictionary. */
interface End {
  readonly layer: string;
  readonly key?: string;
}

/** Goes through models call by call, and lays their layers out flat. */
class Walk {
  readonly layers: Layer[] = [];
  readonly places = new Map<string, readonly PathStep[]>();
  private readonly names = new Set<string>();
  private readonly owners = new Map<string, string>();
  private calls = 0;

  constructor(private readonly version: 2 | 3) {}

  /** @param inputs layers that feed the model; absent for the outermost */
  model(model: KerasModel, inputs: readonly string[] | undefined, path: readonly PathStep[]): End[] {
    if (path.length > limits.nesting) throw new InputError('model.deep', { most: limits.nesting });
    const places = placesAmong(model.config.layers).map((step) => [...path, step]);
    return model.isSequential
      ? this.sequential(model.config, inputs, places)
      : this.functional(model.config, inputs, places);
  }

  private sequential(
    { layers, build_input_shape }: KerasModel['config'],
    inputs: readonly string[] | undefined,
    places: ReadonlyArray<readonly PathStep[]>,
  ): End[] {
    let ends = [...(inputs ?? [])];
    layers.forEach((layer, index) => {
      if (layer.class_name === 'InputLayer' && inputs) return;
      if (ends.length === 0 && layer.class_name !== 'InputLayer' && !isModel(layer)) {
        const shape = layer.config.batch_input_shape ?? layer.config.batch_shape ?? build_input_shape;
        if (!shape) throw new InputError('model.input-shape', { layer: nameOf(layer) });
        ends = [this.append('input', 'InputLayer', { batch_input_shape: shape }, [])];
      }
      ends = this.call(layer, undefined, ends, places[index]!).map((end) => end.layer);
    });
    return ends.map((layer) => ({ layer }));
  }

  private functional(
    config: KerasModel['config'],
    inputs: readonly string[] | undefined,
    places: ReadonlyArray<readonly PathStep[]>,
  ): End[] {
    const { calls, entries, outputs: ends } = callsOf(config, this.version);
    if (inputs && inputs.length !== entries.length)
      throw new InputError('model.inner-inputs', {
        model: String(config.name),
        inputs: entries.length,
        given: inputs.length,
      });
    const outputs = new Map<string, End[]>();
    for (const { layer, at, node, call, sources } of calls) {
      const name = nameOf(layer);
      const fed = inputs?.[entries.indexOf(name)];
      const feeds = sources.map(
        ({ layer: from, node, tensor }) => pick(outputs.get(`${from} ${node}`), tensor, nameOf(layer)).layer,
      );
      outputs.set(`${name} ${node}`, fed === undefined ? this.call(layer, call, feeds, places[at]!) : [{ layer: fed }]);
    }
    const put = ends.map(({ tensor: { layer, node, tensor }, ...key }) => ({
      layer: pick(outputs.get(`${layer} ${node}`), tensor, 'the output').layer,
      ...key,
    }));
    return inputs ? byKey(put.map((end) => [end.key ?? '', end] as const)).map(([, end]) => end) : put;
  }

  private call(written: KerasLayer, call: unknown, inputs: readonly string[], path: readonly PathStep[]): End[] {
    const layer = { ...written, class_name: alike.get(written.class_name) ?? written.class_name };
    const place = path.map(({ name }) => name).join('/');
    if (++this.calls > limits.layers) throw tooLong();
    if (isModel(layer)) {
      checkCall(layer, call, place);
      const { class_name: className, config } = layer;
      const model = ofThisLayer({ name: place, className, config, inputs }, () => parseModel(layer));
      return this.model(model, inputs.length > 0 ? inputs : undefined, path);
    }
    const [from] = inputs;
    if (trainingOnly.has(layer.class_name) && from !== undefined && inputs.length === 1) return [{ layer: from }];
    if (layer.class_name === 'InputLayer' && from !== undefined)
      throw new InputError('model.second-input', { layer: place });
    const affine = asAffine(layer.class_name, layer.config, call);
    if (affine) return [{ layer: this.append(nameOf(layer), 'Rescaling', { ...affine }, inputs, path) }];
    checkUnderstood(layer, place, this.version);
    checkCall(layer, call, place);
    const { config, carried } = carriedLayers(layer, this.version, place);
    let end = this.append(nameOf(layer), layer.class_name, config, inputs, path);
    for (const { className, suffix, config } of carried)
      end = this.append(`${nameOf(layer)}_${suffix}`, className, config, [end], path);
    return [{ layer: end }];
  }

  private append(
    name: string,
    className: string,
    config: Layer['config'],
    inputs: readonly string[],
    path: readonly PathStep[] = [],
  ): string {
    if (this.layers.length >= limits.layers) throw tooLong();
    const key = [className, ...path.map(({ kind, rank }) => `${kind}_${rank}`), name].join('/');
    const owner = this.owners.get(key);
    const unique = this.uniqueName(plain(name), path);
    this.layers.push({
      name: unique,
      className,
      config: { ...config, name: unique },
      inputs: [...inputs],
      ...(owner === undefined ? {} : { shares: owner }),
    });
    if (owner === undefined) {
      this.owners.set(key, unique);
      this.places.set(unique, path);
    }
    return unique;
  }

  private uniqueName(name: string, path: readonly PathStep[]): string {
    const scoped = path.map((step) => plain(step.name)).join('_');
    let unique = [name, scoped].find((candidate) => candidate !== '' && !this.names.has(candidate));
    for (let call = 2; unique === undefined; call++)
      if (!this.names.has(`${name}_call_${call}`)) unique = `${name}_call_${call}`;
    this.names.add(unique);
    return unique;
  }
}

const tooLong = () => new InputError('model.layers', { most: limits.layers });

/** Classes that compute what another does once they are trained. */
const alike: ReadonlyMap<string, string> = new Map([
  ['BatchNormalizationV1', 'BatchNormalization'],
  ['BatchNormalizationV2', 'BatchNormalization'],
  ['SyncBatchNormalization', 'BatchNormalization'],
]);

function pick(ends: readonly End[] | undefined, tensor: number, reader: string): End {
  const end = ends?.[tensor];
  if (!end) throw new InputError('model.call-output', { layer: reader, output: tensor });
  return end;
}

/** Where each of a model's layers stands. */
function placesAmong(layers: readonly KerasLayer[]): PathStep[] {
  const kinds = layers.map(({ class_name }) => snakeCase(class_name));
  const counts = new Map<string, number>();
  const ranks = kinds.map((kind) => {
    const rank = counts.get(kind) ?? 0;
    counts.set(kind, rank + 1);
    return rank;
  });
  return layers.map((layer, index) => {
    const kind = kinds[index]!;
    return { name: nameOf(layer), kind, rank: ranks[index]!, count: counts.get(kind)!, position: index };
  });
}
