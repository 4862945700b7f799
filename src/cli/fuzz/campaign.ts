import { InputError, inputErrorOf } from '../../engine/errors';
import { inTime } from '../../engine/inTime';
import type { Hdf5Thread } from '../../engine/io/hdf5/guarded';
import type { ReadHdf5 } from '../../engine/io/hdf5/tree';
import { Random } from '../../engine/random';
import { openHdf5Thread } from '../hdf5Thread';
import { type Attempt, attempt, brokenDrop, type Outcome } from './attempt';
import { type Seed, seeds } from './seeds';

/** What became of the broken drops of a format. */
export type Tally = Record<Outcome, number>;

/** A broken drop that was neither opened nor refused as it should be. */
export interface Finding extends Attempt {
  readonly format: string;
  readonly seed: number;
}

export interface Campaign {
  readonly tallies: ReadonlyMap<string, Tally>;
  readonly findings: readonly Finding[];
  readonly slowest: number;
}

/** Longest time that a thread may take for an HDF5 file of a few kilobytes. */
const longestRead = 4000;

/** One thread for all files: unlike a studio's it goes on after a broken one, and is ended only if it hangs. */
function threadReader(): ReadHdf5 {
  let thread: Promise<Hdf5Thread> | undefined;
  return async (bytes) => {
    thread ??= openHdf5Thread();
    const { ask, end } = await thread;
    const late = { refused: new InputError('hdf5.slow', { seconds: longestRead / 1000 }) };
    const answer = await inTime(ask(bytes), longestRead, () => {
      end();
      thread = undefined;
      return late;
    });
    if ('file' in answer) return answer.file;
    throw inputErrorOf(answer.refused);
  };
}

/** A broken drop, made again from its number. */
const dropOf = (seed: Seed, number: number) => brokenDrop(seed, new Random(number));

/**
 * Breaks drops of all formats in turn, and opens them.
 *
 * @param first the number of the first drop; the same numbers make the same drops
 * @param goesOn asked before every drop, with how many there were
 */
export async function campaign(first: number, goesOn: (done: number) => boolean): Promise<Campaign> {
  const all = await seeds();
  const tallies = new Map(all.map(({ format }) => [format, { opened: 0, refused: 0, unclear: 0, late: 0, leak: 0 }]));
  const findings: Finding[] = [];
  const read = threadReader();
  let slowest = 0;
  for (let done = 0; goesOn(done); done++) {
    const seed = all[done % all.length]!;
    const number = first + done;
    const result = await attempt(await dropOf(seed, number), read);
    tallies.get(seed.format)![result.outcome]++;
    slowest = Math.max(slowest, result.milliseconds);
    if (result.outcome !== 'opened' && result.outcome !== 'refused')
      findings.push({ ...result, format: seed.format, seed: number });
  }
  return { tallies, findings, slowest };
}
