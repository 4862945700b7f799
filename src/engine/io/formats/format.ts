import { z } from 'zod';
import type { Network } from '../../network/network';
import { scalingSchema } from '../../network/scaling';
import type { FormatName } from '../formatNames';

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
