import { trainingOnly } from '../network/layers';
import { conv2dSchema } from '../network/layers/conv2d';
import { depthwiseSchema } from '../network/layers/convolutions';
import { frozenClasses } from '../network/layers/frozen';
import type { Layer } from '../network/network';

/** Tensors that a pass makes in a layer, what it puts out included: in sizes of that, and in sizes of its inputs. */
export interface PassCost {
  readonly outputs: number;
  readonly inputs: number;
}

export interface LayerCost {
  /** Until a forward pass ends. */
  readonly forward: PassCost;
  /** At the end of a backward pass. */
  readonly gradient: PassCost;
}

/** @param gradient besides the gradients for the inputs */
const cost = (forward: number, gradient: number): LayerCost => ({
  forward: { outputs: forward, inputs: 0 },
  gradient: { outputs: gradient, inputs: 1 },
});

const none: PassCost = { outputs: 0, inputs: 0 };
/** A layer that hands its input on. */
const nothing: LayerCost = { forward: none, gradient: none };
const once = cost(1, 1);
/** A layer of which nothing is known but that TensorFlow.js runs it. */
const unknown: LayerCost = { forward: { outputs: 8, inputs: 8 }, gradient: { outputs: 16, inputs: 16 } };
/** A reduction that turns its axes round first. */
const reduction: LayerCost = { forward: { outputs: 1, inputs: 1 }, gradient: { outputs: 1, inputs: 2.5 } };
/** Its inputs share the gradient, which is added to others where several layers read one of them. */
const sum: LayerCost = { forward: { outputs: 1, inputs: 0 }, gradient: { outputs: 1, inputs: 0.5 } };

/** Activations by name; what is missing makes one tensor. */
const activations: Readonly<Record<string, LayerCost>> = {
  linear: nothing,
  relu6: cost(1, 4.5),
  leaky_relu: cost(1, 2.5),
  selu: cost(1, 6.5),
  gelu: cost(5, 14),
  silu: cost(2, 6),
  swish: cost(2, 6),
  mish: cost(3, 7),
  sigmoid: cost(1, 3),
  hard_sigmoid: cost(3, 5),
  hard_silu: cost(4, 10.5),
  hard_swish: cost(4, 10.5),
  tanh: cost(1, 3),
  softplus: cost(1, 2),
  softsign: cost(3, 9),
  softmax: cost(1, 3.5),
  log_softmax: cost(4.5, 4.5),
};

/** Classes that make one tensor and as many for the gradient, but for the exceptions below. */
const plainClasses = [
  ...['InputLayer', 'Conv2D', 'Convolution2D', 'BatchNormalization', 'ReLU', 'ZeroPadding2D', 'Cropping2D'],
  ...['MaxPooling2D', 'MaxPooling1D', 'UpSampling2D', 'Resizing', 'Permute'],
  ...['Subtract', 'Concatenate'],
];

const classes: Readonly<Record<string, LayerCost>> = {
  ...Object.fromEntries(plainClasses.map((name) => [name, once])),
  Add: sum,
  Flatten: nothing,
  Reshape: nothing,
  Dropout: cost(0, 6),
  AlphaDropout: nothing,
  SpatialDropout1D: cost(0, 1),
  SpatialDropout2D: cost(0, 1),
  GaussianDropout: cost(0, 3),
  GaussianNoise: cost(0, 2),
  Dense: cost(1, 2),
  Conv1D: cost(2, 2),
  DepthwiseConv2D: cost(2, 2),
  Conv2DTranspose: cost(2, 3),
  LayerNormalization: cost(5, 15),
  Normalization: cost(2, 2),
  Rescaling: cost(2, 2),
  LeakyReLU: cost(1, 2.5),
  PReLU: cost(1, 4.5),
  ThresholdedReLU: cost(3, 5),
  Softmax: cost(1, 3.5),
  AveragePooling2D: cost(2, 2),
  AveragePooling1D: cost(2, 2),
  GlobalAveragePooling2D: cost(2, 2),
  GlobalMaxPooling2D: reduction,
  GlobalAveragePooling1D: reduction,
  GlobalMaxPooling1D: reduction,
  Multiply: cost(1, 3),
  Average: cost(2, 2),
  Maximum: cost(1, 3.5),
  Minimum: cost(1, 3.5),
  [frozenClasses.conv2d]: cost(1, 2),
  [frozenClasses.depthwise]: cost(1, 2),
  [frozenClasses.affine]: cost(1, 2),
  [frozenClasses.meanRelu]: once,
  [frozenClasses.chain]: once,
};

/** What computing a layer takes, with TensorFlow.js's kernels and Espalier's own. */
export function passCostOf({ className, config }: Layer): LayerCost {
  if (className === 'Activation') return activations[activationName(config.activation)] ?? once;
  if (className === 'ReLU' && (config.max_value || config.negative_slope)) return cost(2, 4.5);
  if (config.activation === 'relu6') return cost(1, 5.5);
  if ((className === 'Conv2D' || className === 'Convolution2D') && conv2dSchema.parse(config).groups > 1)
    return { forward: { outputs: 3, inputs: 1 }, gradient: { outputs: 4, inputs: 2 } };
  if (className === 'SeparableConv2D') {
    const { depth_multiplier: deep } = depthwiseSchema.parse(config);
    return { forward: { outputs: 2, inputs: deep }, gradient: { outputs: 2, inputs: 2 * deep + 1 } };
  }
  if (className === 'ELU') return (config.alpha ?? 1) === 1 ? once : cost(7, 14);
  return classes[className] ?? (trainingOnly.has(className) ? nothing : unknown);
}

function activationName(activation: unknown): string {
  if (typeof activation === 'object' && activation !== null) return activationName(Reflect.get(activation, 'config'));
  return typeof activation === 'string' ? activation : 'linear';
}
