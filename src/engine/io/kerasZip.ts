import { zipSync } from 'fflate';
import { z } from 'zod';
import { messageOf } from '../errors';
import { type Network, weightKeys } from '../network/network';
import { groupAt, makeGroup, readHdf5, readNumbers, writeFloats, writeHdf5 } from './hdf5';
import { baseName, type DroppedFile, type Opened, withNotes } from './opened';
import { readTopology, type Topology } from './topology';
import { writeKeras3 } from './topologyOut';
import { type StoredWeight, weightValues, withWeights } from './weights';

const names = { config: 'config.json', metadata: 'metadata.json', weights: 'model.weights.h5' } as const;

const metadataSchema = z.object({ espalier: z.unknown().optional() });

export const isKerasZip = (files: readonly DroppedFile[]): boolean =>
  [names.config, names.weights].every((wanted) => files.some(({ name }) => baseName(name) === wanted));

/** A Keras 3 .keras archive, unpacked. */
export async function openKerasZip(files: readonly DroppedFile[]): Promise<Opened> {
  const find = (wanted: string) => files.find(({ name }) => baseName(name) === wanted)!.bytes;
  const topology = readTopology(parse(new TextDecoder().decode(find(names.config))));
  const stored = await readHdf5(find(names.weights), (file) => {
    const weights = new Map<string, StoredWeight[]>();
    for (const [layer, { path }] of topology.places) {
      const group = groupAt(file, `${path}/vars`) ?? groupAt(file, `${olderPath(path)}/vars`);
      const stored = group?.keys().map((key) => [Number(key), readNumbers(group, key)] as const) ?? [];
      weights.set(
        layer,
        stored.toSorted(([a], [b]) => a - b).flatMap(([, weight]) => (weight ? [weight] : [])),
      );
    }
    return weights;
  });
  const network = withWeights(topology, (layer, _, index) => stored.get(layer)?.[index]);
  const metadata = files.find(({ name }) => baseName(name) === names.metadata);
  const { espalier } = metadataSchema.parse(metadata ? parse(new TextDecoder().decode(metadata.bytes)) : {});
  return { network: withNotes(network, espalier), format: 'keras' };
}

/** Keras 2.12 to 2.15 called the layers of a model otherwise in the same format. */
const olderPath = (path: string): string => path.replaceAll('layers/', '_layer_checkpoint_dependencies/');

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${names.config} is not JSON (${messageOf(error)}); save the model again`);
  }
}

/** A .keras archive, which Keras 3 loads. */
export async function writeKerasZip(network: Network): Promise<Uint8Array> {
  const config = writeKeras3(network);
  const { places, layers }: Topology = readTopology(config);
  const values = await weightValues(network);
  const weights = await writeHdf5((file) => {
    for (const { name, shares } of layers) {
      const place = places.get(name);
      if (shares !== undefined || !place) continue;
      const own = weightKeys(network, name).filter((key) => !key.endsWith('/count'));
      if (own.length === 0) continue;
      const group = makeGroup(file, `${place.path}/vars`);
      for (const [index, key] of own.entries()) writeFloats(group, String(index), values.get(key)!);
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
