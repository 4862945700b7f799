import { type LayerSelection, layerSelection } from '../../../lessons/layerSelection';
import { base } from '../../../store/besidePage';
import { fetchRecording } from '../../../store/recordings';
import { loadedOnce } from './loadedOnce';

/** A run that lies beside the page. @throws InputError if it is not there */
export const recordedRun = loadedOnce((name: string) => fetchRecording(base, name));

/** How a recorded run has selected a layer's channels. @throws if it has not */
export async function recordedSelection(name: string, layer: string): Promise<LayerSelection> {
  const { log } = await recordedRun(name);
  const selection = layerSelection(log, layer);
  if (!selection) throw new Error(`the recording ${name} does not select in ${layer}`);
  return selection;
}
