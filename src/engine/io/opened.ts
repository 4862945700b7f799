import { z } from 'zod';
import type { Network } from '../network/network';
import { scalingSchema } from '../network/scaling';
import type { FormatName } from './formatNames';

/** A network as its file tells of it. The caller owns it. */
export interface OpenedNetwork {
  readonly network: Network;
  readonly format: FormatName;
}

/** What Espalier writes beside a network into every format, and reads again. */
export const notesSchema = z.object({ classes: z.array(z.string()).optional(), scaling: scalingSchema.optional() });

/** The network with what its file says of its use; what cannot be read is left out. */
export function withNotes(network: Network, notes: unknown): Network {
  const parsed = notesSchema.safeParse(notes);
  return parsed.success ? { ...network, notes: parsed.data } : network;
}

/** A file dropped on the page or named on the command line; its name may be a path. */
export interface DroppedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The folder of a path, without a slash; empty at the top. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
