import type { Layer } from '../network';
import { activation, relu, softmax } from './activations';
import { batchNormalization } from './batchNormalization';
import { conv2d } from './conv2d';
import { dense } from './dense';
import { frozenAffine, frozenClasses, frozenConv2d } from './frozen';
import type { AnyLayerKind } from './kind';
import { averagePooling2d, globalAveragePooling2d, maxPooling2d } from './pooling';
import { add, dropout, flatten, inputLayer } from './shaping';

/** The Keras classes that Espalier understands. */
export const layerKinds: Readonly<Record<string, AnyLayerKind>> = {
  InputLayer: inputLayer,
  Conv2D: conv2d,
  Dense: dense,
  BatchNormalization: batchNormalization,
  Activation: activation,
  ReLU: relu,
  Softmax: softmax,
  MaxPooling2D: maxPooling2d,
  AveragePooling2D: averagePooling2d,
  GlobalAveragePooling2D: globalAveragePooling2d,
  Flatten: flatten,
  Dropout: dropout,
  Add: add,
};

const frozenKinds: Record<string, AnyLayerKind> = {
  [frozenClasses.conv2d]: frozenConv2d,
  [frozenClasses.affine]: frozenAffine,
};

export function kindOf(layer: Layer): AnyLayerKind {
  const kind = layerKinds[layer.className] ?? frozenKinds[layer.className];
  if (!kind) throw new Error(`layer "${layer.name}": class ${layer.className} is not supported`);
  return kind;
}
