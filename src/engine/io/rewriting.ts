import { InputError } from '../errors';
import { kindNamed } from '../network/layers';
import type { Layer } from '../network/network';
import type { FormatName } from './formatNames';
import { h5Rules, kerasRules } from './kerasRules';
import { tfjsRules } from './tfjsRules';
import type { Writing } from './writingRules';

const rules = { keras: kerasRules, h5: h5Rules, tfjs: tfjsRules } as const;

/**
 * The layers that stand for a layer in a format, the last under its name; none for one that passes on what it reads.
 *
 * @throws InputError if no layers do
 */
export function rewriteLayer(format: FormatName, writing: Writing): Layer[] {
  const { className } = writing.layer;
  if (format !== 'tfjs') refuseHardSigmoid(writing.layer);
  const ofFormat = rules[format];
  return Object.hasOwn(ofFormat, className) ? ofFormat[className]!(writing) : [writing.layer];
}

/** Within layers that TensorFlow.js runs as they are, it is that of Keras 2, and no other layer can stand for it. */
function refuseHardSigmoid({ name, className, config }: Layer): void {
  const isForeign = kindNamed(className)?.settings === undefined;
  if (isForeign && JSON.stringify(config).includes('"hard_sigmoid"'))
    throw new InputError('writing.hard-sigmoid', { layer: name, className });
}
