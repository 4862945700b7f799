import { dataOf, type ErrorData, InputError, inputErrorOf } from '../../errors';
import { inTime } from '../../inTime';
import { readHdf5 } from './read';
import type { H5Group, ReadHdf5 } from './tree';

/** What a thread says of a file. */
export type Hdf5Answer = { readonly file: H5Group } | { readonly refused: ErrorData };

/** A thread that answers for one HDF5 file after another, and can be ended while it reads. */
export interface Hdf5Thread {
  readonly ask: (bytes: Uint8Array) => Promise<Hdf5Answer>;
  readonly end: () => void;
}

/** What the thread does: errors cross threads as data. */
export const answerFor = (bytes: Uint8Array): Promise<Hdf5Answer> =>
  readHdf5(bytes).then(
    (file) => ({ file }),
    (error) => {
      if (error instanceof InputError) return { refused: dataOf(error) };
      throw error;
    },
  );

/** Longest time for a file: fixed, and for every byte. A broken file can send its reader round in circles. */
const longest = { milliseconds: 4000, perByte: 2e-4 };

/** A thread that does not start is waited for only so long, in milliseconds. */
const longestStart = 30_000;

/**
 * Reads files in a thread that is ended when it takes too long or breaks, and opened anew for the next file.
 *
 * @param open starts a thread; resolves once it is ready
 */
export function guardedHdf5(open: () => Promise<Hdf5Thread>): ReadHdf5 {
  let thread: Hdf5Thread | undefined;
  return async (bytes) => {
    thread ??= await inTime(open(), longestStart, () => {
      throw new InputError('hdf5.reader');
    });
    const milliseconds = longest.milliseconds + longest.perByte * bytes.length;
    const answer = await inTime(
      thread.ask(bytes).catch((): Hdf5Answer => ({ refused: new InputError('hdf5.deadly') })),
      milliseconds,
      (): Hdf5Answer => ({ refused: new InputError('hdf5.slow', { seconds: Math.ceil(milliseconds / 1000) }) }),
    );
    if ('file' in answer) return answer.file;
    thread.end();
    thread = undefined;
    throw inputErrorOf(answer.refused);
  };
}
