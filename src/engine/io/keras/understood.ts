/** What of a layer's configuration is understood; what is not, and changes numbers, is refused. */
import { z } from 'zod';
import { InputError } from '../../errors';
import { kindNamed, layerKinds } from '../../network/layers';
import { isModel, type KerasLayer, readArguments } from './config';

/** Classes that no layer of Espalier's stands for, and that have a remedy of their own. */
const refusals = {
  Lambda: 'model.lambda',
  PruneLowMagnitude: 'model.prune-wrapper',
  QuantizeWrapper: 'model.quantise-wrapper',
  QuantizeWrapperV2: 'model.quantise-wrapper',
  QuantizeLayer: 'model.quantise-wrapper',
  KerasLayer: 'model.hub',
  TFSMLayer: 'model.saved-model',
  Masking: 'model.masking',
  CenterCrop: 'model.center-crop',
} as const;

const refusalOf: ReadonlyMap<string, (typeof refusals)[keyof typeof refusals]> = new Map(Object.entries(refusals));

/** Classes that TensorFlow.js has, but not as Keras computes them in a model. */
const unlike = new Set(['Masking', 'CenterCrop']);

const operations = /^(TFOpLambda|SlicingOpLambda|TensorFlowOpLayer)$/;

/**
 * @param path the layer with the models that it is in
 * @param version of Keras
 * @throws InputError if the class is not known, or a setting that changes numbers is not
 */
export function checkUnderstood(layer: KerasLayer, path: string, version: 2 | 3): void {
  const { class_name: className, config, registered_name: registeredName } = layer;
  if (registeredName?.includes('>'))
    throw new InputError('model.own-class', { layer: path, className: registeredName });
  if (!kindNamed(className) || unlike.has(className)) throw unsupported(layer, path);
  const policy = policySchema.safeParse(config.dtype);
  if (policy.success && policy.data.class_name === 'QuantizedDTypePolicy')
    throw new InputError('model.quantised', { layer: path });
  if (typeof config.nb_filter === 'number' || (className === 'Dense' && typeof config.output_dim === 'number'))
    throw new InputError('model.keras1', { layer: path });
  const kind = kindNamed(className);
  if (version === 3 && !kind?.settings && JSON.stringify(config).includes('"hard_sigmoid"'))
    throw new InputError('model.hard-sigmoid', { layer: path, className });
  const [setting] = strangeSettings(layer, path);
  if (setting !== undefined)
    throw new InputError('model.setting', { layer: path, className, setting, value: shown(config[setting]) });
}

function unsupported({ class_name: className, config }: KerasLayer, layer: string): InputError {
  const classes = Object.keys(layerKinds).join(', ');
  if (operations.test(className))
    return new InputError('model.operation', { layer, operation: String(config.function), classes });
  const refusal = refusalOf.get(className);
  return refusal === undefined
    ? new InputError('model.class', { layer, className, classes })
    : new InputError(refusal, { layer, className });
}

function strangeSettings({ class_name: className, config }: KerasLayer, layer: string): string[] {
  try {
    return kindNamed(className)?.strangeSettings(config) ?? [];
  } catch (error) {
    throw error instanceof InputError ? error.within({ layer, className }) : error;
  }
}

const policySchema = z.object({ class_name: z.string() });

const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 80) ?? String(value);

/** Layers that compute otherwise in training; Keras 3 calls all that scale or crop images as in training, for nothing. */
const trainsOtherwise = /Dropout|^Gaussian|^BatchNormalization$/;

/**
 * @param call the layer's inbound node
 * @throws InputError if the layer is called with something that may change what it computes
 */
export function checkCall(layer: KerasLayer, call: unknown, path: string): void {
  const isSame = (name: string) =>
    name === 'name' || (name === 'training' && !isModel(layer) && !trainsOtherwise.test(layer.class_name));
  const given = Object.entries(readArguments(call)).find(
    ([name, value]) => !isSame(name) && value !== null && value !== false,
  );
  if (given) throw new InputError('model.call-argument', { layer: path, name: given[0], value: shown(given[1]) });
}
