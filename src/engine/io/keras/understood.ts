/** What of a layer's configuration is understood; what is not, and changes numbers, is refused. */
import { z } from 'zod';
import { InputError } from '../../errors';
import { kindNamed, layerKinds } from '../../network/layers';
import { isModel, type KerasLayer, readArguments } from './config';

/** What to do about classes that no layer of Espalier's stands for. */
const remedies: Readonly<Record<string, string>> = {
  Lambda:
    'its Python code is not in the file: put Rescaling, Resizing, Activation or another layer in its place and save again',
  PruneLowMagnitude: 'call tfmot.sparsity.keras.strip_pruning(model) and save what it returns',
  QuantizeWrapper: 'save the model as it was before tfmot quantised it',
  QuantizeWrapperV2: 'save the model as it was before tfmot quantised it',
  QuantizeLayer: 'save the model as it was before tfmot quantised it',
  KerasLayer: 'a TensorFlow Hub module is a program: take the network from keras.applications in its place',
  TFSMLayer: 'a SavedModel is a program: build the network of Keras layers in its place',
  Masking: 'masks are not followed: save the model without it',
  CenterCrop: 'use Cropping2D in its place',
};

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
  const subject = `layer "${path}"`;
  if (registeredName?.includes('>'))
    throw new InputError(
      `${subject} is of the class ${registeredName}, which is your own`,
      'rebuild the model of Keras layers alone',
    );
  if (!kindNamed(className) || unlike.has(className)) {
    const what = operations.test(className) ? `the operation ${String(config.function)}` : `of class ${className}`;
    const supported = `rebuild the model without it, or from: ${Object.keys(layerKinds).join(', ')}`;
    const remedy = Object.hasOwn(remedies, className) ? remedies[className]! : supported;
    throw new InputError(`${subject} is ${what}, which is not supported`, remedy);
  }
  const policy = policySchema.safeParse(config.dtype);
  if (policy.success && policy.data.class_name === 'QuantizedDTypePolicy')
    throw new InputError(`${subject} is quantised to whole numbers`, 'save the model as it was before quantize()');
  if (typeof config.nb_filter === 'number' || (className === 'Dense' && typeof config.output_dim === 'number'))
    throw new InputError(
      `${subject} is written as Keras 1 did, before 2017`,
      'load the model in Keras 2 (pip install keras==2.2.4) and save it again',
    );
  const kind = kindNamed(className);
  if (version === 3 && !kind?.settings && JSON.stringify(config).includes('"hard_sigmoid"'))
    throw new InputError(
      `${subject} (${className}): TensorFlow.js, which runs it, has the hard sigmoid of Keras 2`,
      'build the layer with a sigmoid',
    );
  const [setting] = strangeSettings(layer, subject);
  if (setting !== undefined)
    throw new InputError(
      `${subject} (${className}): the setting ${setting} = ${shown(config[setting])} is not understood`,
      'build the layer without it and save again',
    );
}

function strangeSettings({ class_name, config }: KerasLayer, subject: string): string[] {
  try {
    return kindNamed(class_name)?.strangeSettings(config) ?? [];
  } catch (error) {
    throw error instanceof InputError ? error.within(`${subject} (${class_name})`) : error;
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
  if (given)
    throw new InputError(
      `layer "${path}" is called with ${given[0]} = ${shown(given[1])}, which is not understood`,
      'build the model without it and save again',
    );
}
