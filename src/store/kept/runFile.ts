/** A kept run as a file, to be brought to another browser: a zip of its log, its network and what they do not tell. */
import { zipSync } from 'fflate';
import { z } from 'zod';
import { InputError, naming } from '../../engine/errors';
import { unzip } from '../../engine/io/containers/zip';
import { formatNames } from '../../engine/io/formatNames';
import { scalingSchema } from '../../engine/network/scaling';
import { newRunId } from '../../runs/log';
import { readLog, writeLog } from '../../runs/logFile';
import { runSuffix } from '../files';
import { loggedRun, type Run } from '../run';
import { type KeptRun, keptRun } from './keptRun';
import { type Shelved, textOf } from './shelf';
import { titleOf } from './titles';

const entries = {
  about: 'run.json',
  log: 'events.jsonl',
  network: 'pruned.keras',
  selection: 'selection.json',
} as const;

const aboutSchema = z.object({
  name: z.string().max(80).optional(),
  /** Milliseconds without pauses; earlier builds have not written it. */
  ran: z.number().nonnegative().optional(),
  format: z.enum(formatNames).optional(),
  reading: z
    .object({
      shape: z.tuple([z.int().positive(), z.int().positive(), z.int().positive()]),
      scaling: scalingSchema,
      classes: z.array(z.string()),
    })
    .optional(),
});

/** @returns a file's name and contents */
export function writeRun(shelved: Shelved): [name: string, contents: Uint8Array<ArrayBuffer>] {
  const { run, result } = shelved;
  const { name, ran, format, reading } = run;
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  const contents = zipSync({
    [entries.about]: encode(JSON.stringify({ name, ran, format, reading })),
    [entries.log]: encode(textOf(shelved)),
    ...(result ? { [entries.network]: [result.file, { level: 0 }] } : {}),
    ...(result && 'selection' in result ? { [entries.selection]: encode(result.selection) } : {}),
  });
  const title = `${run.network} ${titleOf(run)}`.replace(/[^\p{L}\p{N}.%-]+/gu, '-');
  return [`${title}${runSuffix}`, contents];
}

/** A run that was read from a file. */
export interface BroughtRun {
  readonly run: Run;
  /** All of it, to be kept. */
  readonly shelved: Shelved;
}

/** @throws InputError naming the file, if it is no run or a broken one */
export async function readRun(file: File): Promise<BroughtRun> {
  const parts = await unzip({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
  return naming(file.name, async () => {
    const find = (wanted: string) => parts.find(({ name }) => name === wanted)?.bytes;
    const textIn = (wanted: string): string | undefined => {
      const bytes = find(wanted);
      return bytes && new TextDecoder().decode(bytes);
    };
    const log = textIn(entries.log);
    if (log === undefined) throw new InputError('log.missing', { entry: entries.log });
    const { name, ran, format, reading } = aboutIn(textIn(entries.about) ?? '');
    const run = await naming(entries.log, async () => loggedRun(readLog(log, newRunId()), ran));
    const result = resultOf(find(entries.network), textIn(entries.selection));
    const kept: KeptRun = {
      ...{ ...keptRun(run), isBrought: true },
      ...{ ...(name ? { name } : {}), ...(format ? { format } : {}), ...(reading ? { reading } : {}) },
      ...(result ? { networkBytes: result.file.byteLength } : {}),
    };
    const text = writeLog(run.log);
    return {
      run,
      shelved: { run: kept, log: [{ run: run.id, from: 0, text }], ...(result ? { result } : {}) },
    };
  });
}

function aboutIn(text: string): z.output<typeof aboutSchema> {
  try {
    return aboutSchema.parse(JSON.parse(text));
  } catch {
    throw new InputError('log.about', { entry: entries.about });
  }
}

const resultOf = (file: Uint8Array | undefined, selection: string | undefined): Shelved['result'] =>
  file && { file: Uint8Array.from(file), ...(selection === undefined ? {} : { selection }) };
