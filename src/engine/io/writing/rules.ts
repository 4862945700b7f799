/** What rules for writing layers are made of. */
import { z } from 'zod';
import type { Layer, Shape } from '../../network/network';
import type { StoredWeight } from '../keras/weights';

/** A layer to be written. */
export interface Writing {
  readonly layer: Layer;
  readonly inputs: readonly Shape[];
  readonly output: Shape;
  /** All weights, keyed "layer/weight"; a rule may change those of its layer. */
  readonly values: Map<string, StoredWeight>;
}

/** Makes layers of one, the last of which has its name; none of one that passes on what it reads. */
export type Rule = (writing: Writing) => Layer[];

/** How layers are written for those who read a format. */
export interface Dialect {
  /** By class. */
  readonly rules: Readonly<Record<string, Rule>>;
  /** For classes without a rule. */
  readonly otherwise: Rule;
  /** A name that readers take for a layer. */
  readonly plainName: (name: string) => string;
}

export const as = (layer: Layer, className: string, config: Layer['config']): Layer => ({
  ...layer,
  className,
  config,
});

/** A chain of layers on one input, the last under the name of `layer`, the others under names that no layer has yet. */
export function chain(
  layer: Layer,
  links: ReadonlyArray<[suffix: string, className: string, config: Layer['config']]>,
): Layer[] {
  const layers: Layer[] = [];
  links.forEach(([suffix, className, config], index) => {
    const inputs = layers.length === 0 ? layer.inputs : [layers.at(-1)!.name];
    const isLast = index === links.length - 1;
    layers.push({ name: isLast ? layer.name : `${layer.name}/${suffix}`, className, config, inputs });
  });
  return layers;
}

const slopeSchema = z
  .object({ alpha: z.number().optional(), negative_slope: z.number().optional() })
  .transform(({ alpha, negative_slope }) => alpha ?? negative_slope ?? 0.3);

/** A leaky ReLU's slope, under the name that a format has for it. */
export const slopeAs =
  (setting: 'alpha' | 'negative_slope'): Rule =>
  ({ layer }) => [as(layer, 'LeakyReLU', { [setting]: slopeSchema.parse(layer.config) })];

/** x relu6(x + 3) / 6, which only Keras 3 has a name for. */
export const hardSilu: Rule = ({ layer }) => {
  const gate = chain({ ...layer, name: `${layer.name}/gate` }, [
    ['line', 'Rescaling', { scale: 1, offset: 3 }],
    ['cut', 'ReLU', { max_value: 6 }],
    ['share', 'Rescaling', { scale: 1 / 6, offset: 0 }],
  ]);
  return [...gate, { ...as(layer, 'Multiply', {}), inputs: [...layer.inputs, `${layer.name}/gate`] }];
};
