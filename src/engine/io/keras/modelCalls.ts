import { InputError } from '../../errors';
import { limits } from '../../limits';
import {
  isModel,
  type KerasLayer,
  type KerasModel,
  type KerasTensor,
  nameOf,
  readOutputs,
  readTensors,
} from './config';

/** One call of one layer of a functional model. */
export interface LayerCall {
  readonly layer: KerasLayer;
  /** Its place in the configuration's list. */
  readonly at: number;
  readonly node: number;
  /** The inbound node, as it is written. */
  readonly call: unknown;
  readonly sources: readonly KerasTensor[];
}

/** What a functional model is made of, node numbers counted from 0. */
export interface ModelCalls {
  /** Each after those that it reads. */
  readonly calls: readonly LayerCall[];
  /** Names of the input layers. */
  readonly entries: readonly string[];
  readonly outputs: ReadonlyArray<{ readonly tensor: KerasTensor; readonly key?: string }>;
}

/** @throws InputError where a layer reads what does not exist, or itself */
export function callsOf({ layers, input_layers, output_layers }: KerasModel['config'], version: 2 | 3): ModelCalls {
  const names = new Set(layers.map(nameOf));
  const shifts = nodeShifts(layers, readOutputs(output_layers), version);
  const shifted = (by: ReadonlyMap<string, number>, tensor: KerasTensor): KerasTensor => ({
    ...tensor,
    node: Math.max(0, tensor.node - (by.get(tensor.layer) ?? 0)),
  });
  const sourcesOf = (call: unknown, reader: string): KerasTensor[] =>
    readTensors(call).map((tensor) => {
      if (!names.has(tensor.layer)) throw new InputError('model.call-input', { layer: reader, source: tensor.layer });
      return shifted(shifts.inside, tensor);
    });
  const entries = readTensors(input_layers).map(({ layer }) => layer);
  const waiting = layers.flatMap((layer, at): LayerCall[] => {
    const nodes = layer.inbound_nodes?.length ? layer.inbound_nodes : [undefined];
    return nodes.map((call, node) => ({ layer, at, node, call, sources: sourcesOf(call, nameOf(layer)) }));
  });
  if (waiting.length > limits.layers) throw new InputError('model.calls', { most: limits.layers });
  const outputs = readOutputs(output_layers).map((output) => ({
    ...output,
    tensor: shifted(shifts.out, output.tensor),
  }));
  return { calls: inOrder(waiting), entries, outputs };
}

/** Sorts calls so that each comes after those that it reads, and otherwise stays where it is. */
function inOrder(waiting: readonly LayerCall[]): LayerCall[] {
  const byKey = new Map(waiting.map((call) => [`${nameOf(call.layer)} ${call.node}`, call]));
  const done = new Set<LayerCall>();
  const open = new Set<LayerCall>();
  const ordered: LayerCall[] = [];
  for (const start of waiting) {
    const stack = [start];
    for (let call = stack.at(-1); call; call = stack.at(-1)) {
      const missing = done.has(call) ? undefined : nextSource(call, byKey, done);
      if (missing) {
        open.add(call);
        if (open.has(missing)) throw new InputError('model.call-loop', { layer: nameOf(missing.layer) });
        stack.push(missing);
        continue;
      }
      stack.pop();
      open.delete(call);
      if (!done.has(call)) ordered.push(call);
      done.add(call);
    }
  }
  return ordered;
}

function nextSource(
  call: LayerCall,
  byKey: ReadonlyMap<string, LayerCall>,
  done: ReadonlySet<LayerCall>,
): LayerCall | undefined {
  for (const { layer, node } of call.sources) {
    const source = byKey.get(`${layer} ${node}`);
    if (!source) throw new InputError('model.call-number', { layer, call: node });
    if (!done.has(source)) return source;
  }
  return undefined;
}

type Shifts = ReadonlyMap<string, number>;

/**
 * How far the calls of inner models are numbered too high. A functional model has a call of its own before those that
 * others make of it: Keras 2 counts it everywhere, Keras 3 in a model's outputs alone, TensorFlow.js nowhere.
 */
function nodeShifts(
  layers: readonly KerasLayer[],
  outputs: ModelCalls['outputs'],
  version: 2 | 3,
): { inside: Shifts; out: Shifts } {
  const models = layers.filter(isModel);
  if (version === 3) {
    const functional = models.filter(({ class_name }) => class_name !== 'Sequential');
    return { inside: new Map(), out: new Map(functional.map((layer) => [nameOf(layer), 1])) };
  }
  const read = [
    ...layers.flatMap((layer) => readTensors(layer.inbound_nodes ?? [])),
    ...outputs.map((out) => out.tensor),
  ];
  const lowest = new Map<string, number>();
  for (const { layer, node } of read) lowest.set(layer, Math.min(node, lowest.get(layer) ?? Infinity));
  const all = new Map(models.filter((layer) => lowest.get(nameOf(layer)) === 1).map((layer) => [nameOf(layer), 1]));
  return { inside: all, out: all };
}
