import { zipSync } from 'fflate';
import { z } from 'zod';
import { InputError, naming } from '../../errors';
import { recurrentParts } from '../../network/layers/foreign';
import { type Network, weightKeys } from '../../network/network';
import { baseName, type DroppedFile, filesIn, folderOf } from '../containers/files';
import { parseJson, tryParseJson } from '../containers/json';
import type { ReadHdf5 } from '../hdf5/tree';
import { makeGroup, writeFloats, writeHdf5 } from '../hdf5/write';
import { readTopology } from '../keras/topology';
import { archivePath, findInArchive } from '../keras/weightGroups';
import { withWeights } from '../keras/weights';
import { kerasDialect } from '../writing/kerasRules';
import { portable } from '../writing/portable';
import { writeKeras3 } from '../writing/topologies';
import { type OpenedNetwork, type WrittenFormat, withNotes } from './format';

const names = { config: 'config.json', metadata: 'metadata.json', weights: 'model.weights.h5' } as const;

const metadataSchema = z.object({ keras_version: z.string().optional(), espalier: z.unknown().optional() });

/** The weights in any way that Keras 3 keeps them; an archive of them may have been unpacked. */
const anyWeights = /^(?:(.*)\/)?model\.weights(?:\.(?:h5|npz|json)|_\d+\.h5)(?:\/|$)/;

function folderOfWeights(path: string): string | undefined {
  const found = anyWeights.exec(path);
  return found ? (found[1] ?? '') : undefined;
}

/** A .keras archive, which Keras 3 loads, unpacked: its topology, version and weights. */
export const kerasZip: WrittenFormat = {
  match: (files) => {
    const folders = new Set(files.map(({ name }) => folderOfWeights(name)));
    return files.filter(({ name }) => baseName(name) === names.config && folders.has(folderOf(name)));
  },
  read: (config, files, readHdf5) => {
    const folder = folderOf(config.name);
    return folder === '' ? open(files, readHdf5) : naming(folder, () => open(filesIn(folder, files), readHdf5));
  },
  write,
};

/** @param files by their names within the archive */
async function open(files: readonly DroppedFile[], read: ReadHdf5): Promise<OpenedNetwork> {
  const find = (wanted: string) => files.find(({ name }) => name === wanted)?.bytes;
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
  files.some(({ name }) => /^model\.weights\.npz/.test(name))
    ? new InputError('weights.npz')
    : new InputError('weights.shards');

async function write(network: Network): Promise<Uint8Array> {
  const { graph, values } = await portable(network, kerasDialect);
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
