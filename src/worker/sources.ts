import { InputError, naming } from '../engine/errors';
import { type Cifar10Part, readCifar10 } from '../engine/intake/cifar10';
import { openDropped } from '../engine/intake/openDropped';
import { datasetSource } from '../engine/intake/sourceImages';
import type { DroppedFile } from '../engine/io/containers/files';
import type { OpenedNetwork } from '../engine/io/formats/format';
import { readTfjsLayers } from '../engine/io/formats/tfjsLayers';
import type { ReadHdf5 } from '../engine/io/hdf5/tree';
import type { DecodeImage } from '../engine/io/images/source';
import { builders } from '../engine/models';
import type { BuilderId } from '../engine/models/names';
import { imageNetScaling } from '../engine/network/scaling';
import { Random } from '../engine/random';
import type { Parts } from './workbench';

/** A file and its path within the folder that was dropped. */
export interface NamedBlob {
  readonly name: string;
  readonly blob: Blob;
}

/** What can be opened. */
export type Source =
  | { readonly kind: 'files'; readonly files: readonly NamedBlob[] }
  /** A network that lies beside the page at `base`, CIFAR-10, or both. */
  | { readonly kind: 'bundled'; readonly base: string; readonly model?: string; readonly images?: Cifar10Part }
  /** An untrained network of a published shape. */
  | { readonly kind: 'builder'; readonly id: BuilderId };

/** How files are brought and images decoded here. */
export interface Readers {
  readonly fetch: (url: URL, signal: AbortSignal) => Promise<Response>;
  readonly decodeImage: DecodeImage;
  readonly readHdf5?: ReadHdf5;
}

/** Reads what is to be opened. Its network is the caller's. @param signal ends what is being fetched */
export async function readSource(
  source: Source,
  { fetch, decodeImage, readHdf5 }: Readers,
  signal: AbortSignal,
): Promise<Parts> {
  switch (source.kind) {
    case 'files':
      return openDropped(await Promise.all(source.files.map(bytesOf)), decodeImage, readHdf5);
    case 'bundled': {
      const bring = bringFrom(source.base, (url) => fetch(url, signal));
      const images = source.images && datasetSource(await readCifar10(source.images, bring));
      const network = source.model === undefined ? undefined : await fetchNetwork(source.model, bring);
      return { ...(network ? { network } : {}), ...(images ? { images } : {}) };
    }
    case 'builder': {
      const network = builders[source.id](new Random(1));
      const notes = { scaling: imageNetScaling };
      return { network: { network: { ...network, notes }, format: 'keras' }, isUntrained: true };
    }
  }
}

const bytesOf = ({ name, blob }: NamedBlob): Promise<DroppedFile> =>
  naming(name, async () => ({ name, bytes: new Uint8Array(await blob.arrayBuffer()) }));

/** Brings a file that lies beside the page, by its path there. */
export type Bring = (path: string) => Promise<Uint8Array>;

export const bringFrom =
  (base: string, fetch: (url: URL) => Promise<Response>): Bring =>
  async (path) => {
    const response = await fetch(new URL(path, base));
    if (!response.ok) throw new InputError('server.answer', { status: response.status }).within(path);
    return new Uint8Array(await response.arrayBuffer());
  };

/** A network under models/. */
export async function fetchNetwork(name: string, bring: Bring): Promise<OpenedNetwork> {
  const folder = `models/${name}/`;
  const model = await bring(`${folder}model.json`);
  return { network: await readTfjsLayers(model, (path) => bring(folder + path)), format: 'tfjs' };
}
