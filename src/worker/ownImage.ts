import { askImage, type BothAnswers } from '../engine/answers/askImage';
import type { Checkpoint } from '../engine/checkpoint';
import type { Dataset } from '../engine/data/dataset';
import { InputError } from '../engine/errors';
import { copyImage, type DecodeImage } from '../engine/io/images/source';
import type { Network } from '../engine/network/network';
import type { NamedBlob } from './sources';
import type { Pixels } from './workbench';

/** An image of someone's own, and what two networks answer to it. */
export interface OwnImage extends BothAnswers {
  readonly name: string;
  /** As the networks see it, before its bytes are scaled. */
  readonly seen: Pixels;
}

/**
 * Asks two networks for the class of an image file, which is brought to the size of the data set's images.
 *
 * @throws InputError if it is no image that can be read and decoded
 */
export async function askOwnImage(
  networks: { readonly baseline: Network; readonly pruned: Network },
  dataset: Dataset,
  { name, blob }: NamedBlob,
  { decodeImage, pass }: { readonly decodeImage: DecodeImage; readonly pass: Checkpoint },
): Promise<OwnImage> {
  const [height, width, channels] = dataset.shape;
  const decode = async () => decodeImage(new Uint8Array(await blob.arrayBuffer()), height, width);
  const decoded = await decode().catch(() => {
    throw new InputError('images.undecoded', { count: 1, files: name });
  });
  const pixels = new Uint8Array(height * width * channels);
  copyImage(decoded, 3, pixels, channels);
  return { name, seen: { width, height, channels, pixels }, ...(await askImage(networks, dataset, pixels, pass)) };
}
