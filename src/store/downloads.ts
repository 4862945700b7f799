import { suffixes, type WrittenName } from '../engine/io/formatNames';
import { prunedName } from '../engine/network/names';
import { writeLog } from '../runs/logFile';
import type { Supervisor } from '../worker/supervisor';
import type { Run } from './run';
import type { RunFile } from './slices/types';

type NamedFile = readonly [name: string, contents: BlobPart];

/** A file of a finished run: its name and contents. */
export async function fileOf(
  { network, recipe, state, log }: Run,
  what: WrittenName | RunFile,
  supervisor: Pick<Supervisor, 'download' | 'selection'>,
): Promise<NamedFile> {
  switch (what) {
    case 'recipe':
      return ['recipe.json', JSON.stringify(recipe, null, 2)];
    case 'report':
      return [`${network}-report.json`, JSON.stringify(state.report, null, 2)];
    case 'events':
      return [`${network}-events.jsonl`, writeLog(log)];
    case 'selection':
      return [`${network}-selection.json`, await supervisor.selection()];
    default:
      return [`${prunedName(network)}${suffixes[what]}`, Uint8Array.from(await supervisor.download(what))];
  }
}
