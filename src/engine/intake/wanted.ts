import type { ImageShape } from '../data/dataset';
import { InputError } from '../errors';
import { limits } from '../limits';
import { classCount } from '../network/logits';
import type { Network } from '../network/network';
import { outputShapes } from '../network/shapes';

/** What a network asks of its images. */
export interface Wanted {
  readonly shape: ImageShape;
  /** Outputs of the network, one a class. */
  readonly outputs: number;
  /** Names of the outputs, where the network's file tells them. */
  readonly classes?: readonly string[];
}

/** What a network asks of its images. @throws InputError if it reads no images of 1 or 3 channels */
export function wantedBy(network: Network): Wanted {
  const [, ...input] = outputShapes(network).get(network.input)!;
  const [height, width, channels] = input;
  if (input.length !== 3 || !height || !width || (channels !== 1 && channels !== 3))
    throw new InputError('network.input', { network: network.name, shape: input.join() });
  const outputs = classCount(network);
  if (outputs > limits.classes)
    throw new InputError('network.classes', { network: network.name, outputs, most: limits.classes });
  const classes = network.notes?.classes;
  return { shape: [height, width, channels], outputs, ...(classes?.length === outputs ? { classes } : {}) };
}
