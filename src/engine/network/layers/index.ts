import type { Layer } from '../network';
import * as activations from './activations';
import { batchNormalization } from './batchNormalization';
import { conv2d } from './conv2d';
import * as convolutions from './convolutions';
import { dense } from './dense';
import { foreignKind } from './foreign';
import { frozenAffine, frozenClasses, frozenConv2d, frozenDepthwise, frozenMeanRelu } from './frozen';
import { frozenChain } from './frozenChain';
import type { AnyLayerKind } from './kind';
import { binaryLogits, internalClasses } from './logits';
import * as merging from './merging';
import * as normalizations from './normalization';
import * as pooling from './pooling';
import { roundedClasses, roundedLevels, twoValues } from './roundedActivations';
import * as shaping from './shaping';

/** Classes that pass images on as they are but in training, where the data set's own augmentation stands for them. */
export const trainingOnly: ReadonlySet<string> = new Set([
  'Identity',
  'ActivityRegularization',
  'AugMix',
  'CutMix',
  'MixUp',
  'RandAugment',
  'RandomBrightness',
  'RandomColorDegeneration',
  'RandomColorJitter',
  'RandomContrast',
  'RandomElasticTransform',
  'RandomErasing',
  'RandomFlip',
  'RandomGaussianBlur',
  'RandomGrayscale',
  'RandomHeight',
  'RandomHue',
  'RandomInvert',
  'RandomPerspective',
  'RandomPosterization',
  'RandomRotation',
  'RandomSaturation',
  'RandomSharpness',
  'RandomShear',
  'RandomTranslation',
  'RandomWidth',
  'RandomZoom',
]);

/** The Keras classes that Espalier understands. */
export const layerKinds: Readonly<Record<string, AnyLayerKind>> = {
  InputLayer: shaping.inputLayer,
  Conv2D: conv2d,
  Convolution2D: conv2d,
  Conv1D: convolutions.conv1d,
  DepthwiseConv2D: convolutions.depthwiseConv2d,
  SeparableConv2D: convolutions.separableConv2d,
  Conv2DTranspose: convolutions.conv2dTranspose,
  Dense: dense,
  BatchNormalization: batchNormalization,
  LayerNormalization: normalizations.layerNormalization,
  Normalization: normalizations.normalization,
  Rescaling: normalizations.rescaling,
  Activation: activations.activation,
  ReLU: activations.relu,
  LeakyReLU: activations.leakyRelu,
  PReLU: activations.prelu,
  ELU: activations.elu,
  ThresholdedReLU: activations.thresholdedRelu,
  Softmax: activations.softmax,
  MaxPooling2D: pooling.maxPooling2d,
  AveragePooling2D: pooling.averagePooling2d,
  MaxPooling1D: pooling.maxPooling1d,
  AveragePooling1D: pooling.averagePooling1d,
  GlobalAveragePooling2D: pooling.globalAveragePooling2d,
  GlobalMaxPooling2D: pooling.globalMaxPooling2d,
  GlobalAveragePooling1D: pooling.globalAveragePooling1d,
  GlobalMaxPooling1D: pooling.globalMaxPooling1d,
  Flatten: shaping.flatten,
  Reshape: shaping.reshape,
  Permute: shaping.permute,
  ZeroPadding2D: shaping.zeroPadding2d,
  Cropping2D: shaping.cropping2d,
  UpSampling2D: shaping.upSampling2d,
  Resizing: shaping.resizing,
  Dropout: shaping.dropout,
  AlphaDropout: shaping.alphaDropout,
  SpatialDropout1D: shaping.spatialDropout,
  SpatialDropout2D: shaping.spatialDropout,
  GaussianDropout: shaping.gaussianDropout,
  GaussianNoise: shaping.gaussianNoise,
  Add: merging.add,
  Subtract: merging.subtract,
  Multiply: merging.multiply,
  Average: merging.average,
  Maximum: merging.maximum,
  Minimum: merging.minimum,
  Concatenate: merging.concatenate,
};

const ownKinds: Readonly<Record<string, AnyLayerKind>> = {
  [frozenClasses.conv2d]: frozenConv2d,
  [frozenClasses.depthwise]: frozenDepthwise,
  [frozenClasses.affine]: frozenAffine,
  [frozenClasses.meanRelu]: frozenMeanRelu,
  [frozenClasses.chain]: frozenChain,
  [internalClasses.binaryLogits]: binaryLogits,
  [roundedClasses.levels]: roundedLevels,
  [roundedClasses.twoValues]: twoValues,
};

const foreignKinds = new Map<string, AnyLayerKind | undefined>();

/** What is known of a class: all, or that TensorFlow.js can run it, or nothing. */
export function kindNamed(className: string): AnyLayerKind | undefined {
  for (const kinds of [layerKinds, ownKinds]) if (Object.hasOwn(kinds, className)) return kinds[className];
  if (!foreignKinds.has(className)) foreignKinds.set(className, foreignKind(className));
  return foreignKinds.get(className);
}

export function kindOf(layer: Layer): AnyLayerKind {
  const kind = kindNamed(layer.className);
  if (!kind) throw new Error(`layer "${layer.name}": class ${layer.className} is not supported`);
  return kind;
}
