import type { z } from 'zod';
import type { dcpFields, scoreField } from './fields';

/** How DCP selects: its fields, and what tells its variants apart. */
export type DcpOptions = z.output<z.ZodObject<typeof dcpFields & { score: typeof scoreField }>> & {
  /** Take the channels with the largest scores, or some at random (Random DCP). */
  readonly choose: 'largest' | 'random';
  /** Eq 10 ends a group's selection (DCP-Adapt); absent for the recipe's counts. */
  readonly epsilon?: number;
};

/** Images that channels are selected on, of so many for training. */
export const samplesUsed = ({ samples }: Pick<DcpOptions, 'samples'>, images: number): number =>
  Math.min(samples ?? images, images);
