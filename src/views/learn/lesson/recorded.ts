import { type LayerSelection, layerSelection } from '../../../lessons/layerSelection';
import { base } from '../../../store/besidePage';
import { fetchRecording } from '../../../store/recordings';
import type { Run } from '../../../store/run';

const runs = new Map<string, Promise<Run>>();

/** A run that lies beside the page, fetched once. @throws InputError if it is not there */
export function recordedRun(name: string): Promise<Run> {
  const known = runs.get(name);
  if (known) return known;
  const run = fetchRecording(base, name);
  run.catch(() => runs.delete(name));
  runs.set(name, run);
  return run;
}

/** How a recorded run has selected a layer's channels. @throws if it has not */
export async function recordedSelection(name: string, layer: string): Promise<LayerSelection> {
  const { log } = await recordedRun(name);
  const selection = layerSelection(log, layer);
  if (!selection) throw new Error(`the recording ${name} does not select in ${layer}`);
  return selection;
}
