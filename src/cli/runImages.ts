import { type BoundImages, bindImages } from '../engine/intake/bindImages';
import { datasetSource, loadFor } from '../engine/intake/sourceImages';
import type { Network } from '../engine/network/network';
import { loadCifar10 } from './dataFiles';
import { openImages } from './files';
import type { PruneArguments } from './pruneArguments';

/** The images that a run is asked to prune with, bound to its network. */
export async function runImages(
  network: Network,
  { data, images }: Pick<PruneArguments, 'data' | 'images'>,
): Promise<BoundImages> {
  const source = data === undefined ? datasetSource(await loadCifar10(images)) : await openImages(data);
  return bindImages(network, await loadFor(network, source));
}
