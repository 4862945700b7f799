/** How Keras 2 and 3 and TensorFlow.js write a model's topology. */
import { z } from 'zod';
import { InputError } from '../../errors';

const layerSchema = z.object({
  class_name: z.string(),
  name: z.string().optional(),
  config: z.record(z.string(), z.unknown()),
  inbound_nodes: z.array(z.unknown()).optional(),
  registered_name: z.string().nullish(),
});

const modelConfigSchema = z.object({
  name: z.string().optional(),
  layers: z.array(layerSchema),
  input_layers: z.unknown().optional(),
  output_layers: z.unknown().optional(),
  build_input_shape: z.array(z.int().nullable()).optional(),
});

const modelSchema = z.object({ class_name: z.string(), config: modelConfigSchema });
const oldSequentialSchema = z.object({ class_name: z.literal('Sequential'), config: z.array(layerSchema) });

export type KerasLayer = z.infer<typeof layerSchema>;

export interface KerasModel {
  readonly isSequential: boolean;
  readonly config: z.infer<typeof modelConfigSchema>;
}

/** @throws InputError */
export function parseModel(json: unknown): KerasModel {
  const old = oldSequentialSchema.safeParse(json);
  if (old.success) return { isSequential: true, config: { layers: old.data.config } };
  const parsed = modelSchema.safeParse(json);
  if (parsed.success) {
    const { class_name, config } = parsed.data;
    return { isSequential: class_name === 'Sequential' || config.input_layers === undefined, config };
  }
  const { data: other } = z.object({ class_name: z.string() }).safeParse(json);
  if (other && !['Sequential', 'Functional', 'Model'].includes(other.class_name))
    throw new InputError('model.program', { className: other.class_name });
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.');
  throw place ? new InputError('model.topology', { place }) : new InputError('model.topology-start');
}

/** Whether a layer is a model itself. */
export const isModel = ({ class_name, config }: KerasLayer): boolean =>
  ['Functional', 'Model', 'Sequential'].includes(class_name) ||
  (Array.isArray(config.layers) && config.input_layers !== undefined);

export const nameOf = (layer: KerasLayer): string => layer.name ?? String(layer.config.name ?? layer.class_name);

/** An output of a layer's call. */
export interface KerasTensor {
  readonly layer: string;
  readonly node: number;
  readonly tensor: number;
}

const historySchema = z
  .tuple([z.string(), z.int().nonnegative(), z.int().nonnegative()])
  .rest(z.unknown())
  .transform(([layer, node, tensor, ...more]) => ({ layer, node, tensor, more }));

/** The tensors that a piece of configuration names, in order, in the notation of Keras 2 or 3, at any depth. */
export function readTensors(value: unknown): KerasTensor[] {
  const history = historySchema.safeParse(value);
  if (history.success) return [history.data, ...readTensors(history.data.more)];
  if (Array.isArray(value)) return value.flatMap(readTensors);
  if (typeof value !== 'object' || value === null) return [];
  if ('keras_history' in value) return readTensors(value.keras_history);
  const entries = Object.entries(value);
  const isNotation = 'class_name' in value || 'args' in value;
  return (isNotation ? entries : byKey(entries)).flatMap(([, inner]) => readTensors(inner));
}

/** Keras takes the entries of a dictionary in the order of their keys. */
export const byKey = <Value>(entries: ReadonlyArray<readonly [string, Value]>): Array<readonly [string, Value]> =>
  entries.toSorted(([a], [b]) => (a < b ? -1 : 1));

const callSchema = z.object({ kwargs: z.record(z.string(), z.unknown()) });

/** What a layer is called with besides tensors: Keras 3's keyword arguments, or those behind Keras 2's tensors. */
export function readArguments(call: unknown): Record<string, unknown> {
  const keras3 = callSchema.safeParse(call).data;
  if (keras3) return keras3.kwargs;
  if (!Array.isArray(call)) return {};
  const history = historySchema.safeParse(call).data;
  return Object.assign({}, ...(history ? history.more : call.map(readArguments)));
}

/** The outputs of a model; those of a dictionary have keys. */
export function readOutputs(value: unknown): Array<{ readonly tensor: KerasTensor; readonly key?: string }> {
  const isDictionary =
    typeof value === 'object' && value !== null && !Array.isArray(value) && !('keras_history' in value);
  if (!isDictionary) return readTensors(value).map((tensor) => ({ tensor }));
  return Object.entries(value).flatMap(([key, inner]) => readTensors(inner).map((tensor) => ({ tensor, key })));
}

/** The class's name as Keras 3 names its objects in weight files. */
export const snakeCase = (name: string): string =>
  name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
