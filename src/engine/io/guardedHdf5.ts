import { InputError } from '../errors';
import type { H5Group, ReadHdf5 } from './hdf5Tree';

/** A thread that reads one HDF5 file after another, and can be ended while it does. */
export interface Hdf5Thread {
  readonly read: ReadHdf5;
  end(): void;
}

/** Longest time for a file: fixed, and for every byte. A broken file can send its reader round in circles. */
const longest = { milliseconds: 4000, perByte: 1e-4 };

/**
 * Reads files in a thread that is ended when it takes too long or breaks, and opened anew for the next file.
 *
 * @param open starts a thread
 */
export function guardedHdf5(open: () => Hdf5Thread): ReadHdf5 {
  let thread: Hdf5Thread | undefined;
  const end = () => {
    thread?.end();
    thread = undefined;
  };
  return async (bytes) => {
    thread ??= open();
    const limit = longest.milliseconds + longest.perByte * bytes.length;
    try {
      return await within(limit, thread.read(bytes));
    } catch (error) {
      end();
      throw error;
    }
  };
}

async function within(milliseconds: number, work: Promise<H5Group>): Promise<H5Group> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise<never>((_, reject) => {
    const late = new InputError(
      `the HDF5 file cannot be read within ${Math.ceil(milliseconds / 1000)} seconds`,
      'it is broken: save the model again, or download its file again',
    );
    timer = setTimeout(() => reject(late), milliseconds);
  });
  try {
    return await Promise.race([work, expired]);
  } finally {
    clearTimeout(timer);
  }
}
