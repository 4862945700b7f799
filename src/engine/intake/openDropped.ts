import { unpackAll } from '../io/containers/archive';
import type { DroppedFile } from '../io/containers/files';
import type { OpenedNetwork } from '../io/formats/format';
import { noNetwork } from '../io/formats/notNetworks';
import { networkAmong } from '../io/formats/readNetwork';
import type { ReadHdf5 } from '../io/hdf5/tree';
import { imagesUnread } from '../io/images/explain';
import { imagesAmong } from '../io/images/readImages';
import type { DecodeImage, ImageSource } from '../io/images/source';
import { disposeNetwork } from '../network/network';
import { titled } from './titled';

/** What files dropped together hold: a network, images, or both. */
export interface Dropped {
  readonly network?: OpenedNetwork;
  readonly images?: ImageSource;
}

/**
 * Opens whatever was dropped, told apart by contents; what is neither a network nor an image is left out.
 *
 * @throws InputError with the file and the remedy, if there is neither among them or one cannot be read
 */
export async function openDropped(
  files: readonly DroppedFile[],
  decode: DecodeImage,
  readHdf5?: ReadHdf5,
): Promise<Dropped> {
  const unpacked = await unpackAll(files);
  const network = await networkAmong(unpacked, readHdf5);
  try {
    const images = imagesAmong(unpacked, decode);
    if (!network && !images) throw imagesUnread(unpacked) ?? noNetwork(unpacked);
    return { ...(network ? { network: titled(network, files) } : {}), ...(images ? { images } : {}) };
  } catch (error) {
    if (network) disposeNetwork(network.network);
    throw error;
  }
}
