import { zipSync } from 'fflate';
import { z } from 'zod';
import { InputError, naming } from '../errors';
import { recurrentParts } from '../network/layers/foreign';
import { type Network, weightKeys } from '../network/network';
import type { ReadHdf5 } from './hdf5Tree';
import { parseJson, tryParseJson } from './json';
import { archivePath, findInArchive } from './kerasWeights';
import { baseName, type DroppedFile, type OpenedNetwork, withNotes } from './opened';
import { portable } from './portable';
import { readHdf5 } from './readHdf5';
import { readTopology } from './topology';
import { writeKeras3 } from './topologyOut';
import { withWeights } from './weights';
import { makeGroup, writeFloats, writeHdf5 } from './writeHdf5';

const names = { config: 'config.json', metadata: 'metadata.json', weights: 'model.weights.h5' } as const;

const metadataSchema = z.object({ keras_version: z.string().optional(), espalier: z.unknown().optional() });

const has = (files: readonly DroppedFile[], pattern: RegExp): boolean =>
  files.some(({ name }) => pattern.test(baseName(name)));

export const isKerasZip = (files: readonly DroppedFile[]): boolean =>
  has(files, /^config\.json$/) && has(files, /^model\.weights\.(h5|npz|json)$|^model\.weights_\d+\.h5$/);

/** A .keras archive, unpacked. @throws InputError naming the file within it */
export async function openKerasZip(files: readonly DroppedFile[], read: ReadHdf5 = readHdf5): Promise<OpenedNetwork> {
  const find = (wanted: string) => files.find(({ name }) => baseName(name) === wanted)?.bytes;
  const metadataBytes = find(names.metadata);
  const metadata = metadataBytes && metadataSchema.safeParse(tryParseJson(metadataBytes)).data;
  const config = find(names.config) ?? new Uint8Array();
  const topology = await naming(names.config, () => readTopology(parseJson(config), metadata?.keras_version));
  const weights = find(names.weights);
  if (!weights) throw unreadWeights(files);
  const network = await naming(names.weights, async () =>
    withWeights(topology, findInArchive(await read(weights), topology)),
  );
  return { network: withNotes(network, metadata?.espalier), format: 'keras' };
}

const unreadWeights = (files: readonly DroppedFile[]): InputError =>
  has(files, /\.npz$/) ? new InputError('weights.npz') : new InputError('weights.shards');

/** A .keras archive, which Keras 3 loads. @throws InputError if a layer cannot be written so */
export async function writeKerasZip(network: Network): Promise<Uint8Array> {
  const { graph, values } = await portable(network, 'keras');
  const config = writeKeras3(graph);
  const { places, layers } = readTopology(config, '3');
  const weights = await writeHdf5((file) => {
    for (const { name, className, shares } of layers) {
      const place = places.get(name);
      const keys = weightKeys({ weights: values }, name);
      if (shares !== undefined || !place || keys.length === 0) continue;
      const parts = recurrentParts(className);
      keys.forEach((key, index) => {
        const perPart = keys.length / parts.length;
        const part = parts[Math.floor(index / perPart)] ?? '';
        const group = makeGroup(file, `${archivePath(place)}/${part}/vars`);
        writeFloats(group, String(index % perPart), values.get(key)!);
      });
    }
  });
  const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  return zipSync(
    {
      [names.metadata]: text({
        keras_version: '3.8.0',
        date_saved: new Date()
          .toISOString()
          .replace(/T|\..*/g, '@')
          .slice(0, 19),
        ...(network.notes ? { espalier: network.notes } : {}),
      }),
      [names.config]: text(config),
      [names.weights]: weights,
    },
    { level: 0 },
  );
}
