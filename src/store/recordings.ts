import { InputError } from '../engine/errors';
import { newRunId } from '../runs/log';
import { readLog } from '../runs/logFile';
import { recordings } from '../runs/recordings';
import { loggedRun, type Run } from './run';

/** The recording that the page begins with. */
export const firstRecording = recordings[0].name;

/** A run that lies beside the page. @throws InputError if there is none of that name, or it is no log */
export async function fetchRecording(base: string, name: string): Promise<Run> {
  const response = await fetch(new URL(`runs/${name}.jsonl.gz`, base));
  const bytes = response.ok ? new Uint8Array(await response.arrayBuffer()) : new Uint8Array();
  if (!response.ok || isPage(bytes)) throw new InputError('log.recording', { name });
  return loggedRun(readLog(await textOf(bytes), newRunId()));
}

/** Some servers answer a missing file with the page. */
const isPage = (bytes: Uint8Array): boolean => bytes[0] === '<'.charCodeAt(0);

/** Some servers have browsers unpack what is named .gz. */
const isPacked = ([first, second]: Uint8Array): boolean => first === 0x1f && second === 0x8b;

function textOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const stream = new Blob([bytes]).stream();
  return new Response(isPacked(bytes) ? stream.pipeThrough(new DecompressionStream('gzip')) : stream).text();
}
