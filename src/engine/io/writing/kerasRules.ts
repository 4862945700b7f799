/** How layers are written for Keras 3, which reads .keras and .h5, and for Keras 2, which reads .h5. */
import { z } from 'zod';
import { InputError } from '../../errors';
import { kindNamed } from '../../network/layers';
import { as, type Dialect, hardSilu, type Rule, slopeAs } from './rules';

const thetaSchema = z.object({ theta: z.number().default(1) });

/** Keras 3 has no ThresholdedReLU, Keras 2 has both. */
const thresholded: Rule = ({ layer }) => [as(layer, 'ReLU', { threshold: thetaSchema.parse(layer.config).theta })];

const conv2d: Rule = ({ layer }) => [as(layer, 'Conv2D', layer.config)];

const kerasRules: Dialect['rules'] = {
  Convolution2D: conv2d,
  ThresholdedReLU: thresholded,
  LeakyReLU: slopeAs('negative_slope'),
};

/** Keras 2 knows neither of the names that Keras 3 gives two of them. */
const activation: Rule = (writing) => {
  const { layer } = writing;
  const { activation: name } = layer.config;
  if (name === 'hard_silu' || name === 'hard_swish') return hardSilu(writing);
  return [name === 'silu' ? as(layer, 'Activation', { activation: 'swish' }) : layer];
};

/** The settings that Keras 2 has too. */
const resizingSchema = z.object({
  height: z.number(),
  width: z.number(),
  interpolation: z.string().default('bilinear'),
});

const h5Rules: Dialect['rules'] = {
  Convolution2D: conv2d,
  ThresholdedReLU: thresholded,
  LeakyReLU: slopeAs('alpha'),
  Activation: activation,
  Resizing: ({ layer }) => [as(layer, 'Resizing', resizingSchema.parse(layer.config))],
};

/** Within layers that TensorFlow.js runs as they are, it is that of Keras 2, and no other layer can stand for it. */
const refuseHardSigmoid: Rule = ({ layer }) => {
  const { name, className, config } = layer;
  const isForeign = kindNamed(className)?.settings === undefined;
  if (isForeign && JSON.stringify(config).includes('"hard_sigmoid"'))
    throw new InputError('writing.hard-sigmoid', { layer: name, className });
  return [layer];
};

/** Keras 3 and HDF5 have no slashes in names. */
const plainName = (name: string): string => name.replaceAll('/', '_');

export const kerasDialect: Dialect = { rules: kerasRules, otherwise: refuseHardSigmoid, plainName };

export const h5Dialect: Dialect = { rules: h5Rules, otherwise: refuseHardSigmoid, plainName };
