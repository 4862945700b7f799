import { dataOf, type ErrorData, InputError, inputErrorOf } from '../errors';
import type { H5Group, ReadHdf5 } from './hdf5Tree';
import { readHdf5 } from './readHdf5';

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

/**
 * Reads files in a thread that is ended when it takes too long or breaks, and opened anew for the next file.
 *
 * @param open starts a thread; resolves once it is ready
 */
export function guardedHdf5(open: () => Promise<Hdf5Thread>): ReadHdf5 {
  let thread: Hdf5Thread | undefined;
  return async (bytes) => {
    thread ??= await inTime(open());
    const answer = await within(longest.milliseconds + longest.perByte * bytes.length, thread.ask(bytes));
    if ('file' in answer) return answer.file;
    thread.end();
    thread = undefined;
    throw inputErrorOf(answer.refused);
  };
}

/** A thread that does not start is waited for only so long. */
const longestStart = 30_000;

async function inTime(opening: Promise<Hdf5Thread>): Promise<Hdf5Thread> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new InputError('hdf5.reader');
    timer = setTimeout(() => reject(error), longestStart);
  });
  try {
    return await Promise.race([opening, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What the thread answers; after the time, or if it dies, that the file is broken. */
async function within(milliseconds: number, answer: Promise<Hdf5Answer>): Promise<Hdf5Answer> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const seconds = Math.ceil(milliseconds / 1000);
  const late = new Promise<Hdf5Answer>((resolve) => {
    timer = setTimeout(() => resolve({ refused: new InputError('hdf5.slow', { seconds }) }), milliseconds);
  });
  try {
    return await Promise.race([answer.catch(() => ({ refused: new InputError('hdf5.deadly') })), late]);
  } finally {
    clearTimeout(timer);
  }
}
