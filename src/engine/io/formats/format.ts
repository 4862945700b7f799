import { z } from 'zod';
import type { Network } from '../../network/network';
import { scalingSchema } from '../../network/scaling';
import type { DroppedFile } from '../containers/files';
import type { FormatName } from '../formatNames';
import type { ReadHdf5 } from '../hdf5/tree';

/** A way in which files hold a network. */
export interface NetworkFormat {
  /** The files that each are, or stand for, a network of this format. */
  match(files: readonly DroppedFile[]): readonly DroppedFile[];
  /**
   * @param model what `match` has found
   * @param files all that lie with it
   * @returns a network that the caller owns
   * @throws InputError naming the file, and the layer or weight in it
   */
  read(model: DroppedFile, files: readonly DroppedFile[], readHdf5: ReadHdf5): Promise<OpenedNetwork>;
}

/** A format that networks are written in too, as one file. */
export interface WrittenFormat extends NetworkFormat {
  /** @throws InputError naming a layer that the format's readers would compute otherwise */
  write(network: Network): Promise<Uint8Array>;
}

/** A network as its file tells of it. The caller owns it. */
export interface OpenedNetwork {
  readonly network: Network;
  /** The format that it is written in again if nobody chooses another. */
  readonly format: FormatName;
}

/** What Espalier writes beside a network into every format, and reads again. */
const notesSchema = z.object({ classes: z.array(z.string()).optional(), scaling: scalingSchema.optional() });

/** The network with what its file says of its use; what cannot be read is left out. */
export function withNotes(network: Network, notes: unknown): Network {
  const parsed = notesSchema.safeParse(notes);
  return parsed.success ? { ...network, notes: parsed.data } : network;
}
