import { z } from 'zod';
import { number } from './fields';

/** A size that is not to be exceeded. */
const most = number({ least: 1, most: 1e15, step: 1000, standard: 1e6, term: 'targetSize' });

const kinds = [
  /** Every group loses the share that the recipe's rates say. */
  z.object({ kind: z.literal('rate') }),
  /** Points of accuracy that may be lost, measured on validation images. */
  z.object({ kind: z.literal('lose'), points: number({ least: 0, most: 100, step: 0.5, standard: 1, term: 'lose' }) }),
  /** Trained weights at most. */
  z.object({ kind: z.literal('params'), most }),
  /** Multiply-adds for one image at most. */
  z.object({ kind: z.literal('flops'), most }),
  /** Bytes of all weights as float32 at most. */
  z.object({ kind: z.literal('bytes'), most }),
  /** Milliseconds at most that this machine takes for a batch, the median of some runs. */
  z.object({
    kind: z.literal('latency'),
    milliseconds: number({ least: 1e-3, most: 1e6, step: 1, standard: 5, term: 'targetLatency' }),
    batch: z.literal([1, 32]).default(1),
  }),
] as const;

export const targetKinds = kinds.map(({ shape }) => shape.kind.value);

/** How much smaller a network becomes: in whichever way it is said. */
export const targetSchema = z
  .discriminatedUnion('kind', kinds, { error: `choose from ${targetKinds.join(', ')}` })
  .default({ kind: 'rate' });

export type Target = z.output<typeof targetSchema>;

export type TargetKind = Target['kind'];

/** A target of one kind. */
export type TargetOf<Kind extends TargetKind> = Extract<Target, { kind: Kind }>;

/** Sizes, which widths alone decide. */
export type SizeTarget = TargetOf<'params' | 'flops' | 'bytes'>;
