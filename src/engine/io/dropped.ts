import { unzipSync } from 'fflate';
import type { Network } from '../network/network';
import { readTfjsLayers } from './tfjsLayers';

export interface DroppedFile {
  name: string;
  bytes: Uint8Array;
}

const unpackedLimit = 2 ** 30;

/**
 * A network out of files dropped together: a model.json with its weight shards, or a zip of them.
 * @throws with the file and the remedy in the message
 */
export async function readDropped(files: readonly DroppedFile[]): Promise<Network> {
  const [only] = files;
  if (only && files.length === 1 && isZip(only.bytes)) return readDropped(unzip(only));
  const model = files.find(({ bytes }) => bytes[0] === 0x7b);
  if (!model)
    throw new Error(
      `${files.map(({ name }) => name).join(', ') || 'nothing'}: no model; drop a TensorFlow.js model.json with its weight files, or a zip of them`,
    );
  const shards = new Map(files.map(({ name, bytes }) => [baseName(name), bytes]));
  try {
    return await readTfjsLayers(new TextDecoder().decode(model.bytes), async (path) => {
      const shard = shards.get(baseName(path));
      if (!shard) throw new Error(`the weight file ${path} is missing; drop it together with model.json`);
      return shard;
    });
  } catch (error) {
    throw new Error(`${model.name}: ${error instanceof Error ? error.message : error}`);
  }
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

function unzip({ name, bytes }: DroppedFile): DroppedFile[] {
  let unpacked = 0;
  try {
    const entries = unzipSync(bytes, {
      filter: ({ originalSize }) => {
        unpacked += originalSize;
        return unpacked <= unpackedLimit;
      },
    });
    if (unpacked > unpackedLimit) throw new Error('it unpacks to more than 1 GiB');
    return Object.entries(entries).map(([entry, contents]) => ({ name: entry, bytes: contents }));
  } catch (error) {
    throw new Error(`${name}: the zip cannot be opened (${error instanceof Error ? error.message : error})`);
  }
}
