import { z } from 'zod';
import { refuseChoice } from '../../words/refusals';
import { number } from './fields';

/** Of accuracy that may be lost, measured on validation images. */
const points = number({ least: 0, most: 100, step: 0.5, standard: 1, term: 'lose' });
/** That this machine takes for a batch, the median of some runs. */
const milliseconds = number({ least: 1e-3, most: 1e6, step: 1, standard: 5, term: 'targetLatency' });
/** Of a size that is not to be exceeded. */
const most = number({ least: 1, most: 1e15, step: 1000, standard: 1e6, term: 'targetSize' });

const kinds = [
  /** Every group loses the share that the recipe's rates say. */
  z.object({ kind: z.literal('rate') }),
  z.object({ kind: z.literal('lose'), points }),
  /** Trained weights. */
  z.object({ kind: z.literal('params'), most }),
  /** Multiply-adds for one image. */
  z.object({ kind: z.literal('flops'), most }),
  /** Bytes of all weights as float32. */
  z.object({ kind: z.literal('bytes'), most }),
  z.object({ kind: z.literal('latency'), milliseconds, batch: z.literal([1, 32]).default(1) }),
] as const;

/** The field of the amount that a target has, by its kind. */
export const amounts = { lose: points, params: most, flops: most, bytes: most, latency: milliseconds } as const;

export const targetKinds = kinds.map(({ shape }) => shape.kind.value);

/** How much smaller a network becomes: in whichever way it is said. */
export const targetSchema = z
  .discriminatedUnion('kind', kinds, { error: () => refuseChoice(targetKinds) })
  .default({ kind: 'rate' });

export type Target = z.output<typeof targetSchema>;

export type TargetKind = Target['kind'];

/** A target of one kind. */
export type TargetOf<Kind extends TargetKind> = Extract<Target, { kind: Kind }>;

/** Sizes, which widths alone decide. */
export type SizeTarget = TargetOf<'params' | 'flops' | 'bytes'>;

/** The amount of a target; undefined where the rates say it. */
export function amountOf(target: Target): number | undefined {
  if (target.kind === 'rate') return undefined;
  if (target.kind === 'lose') return target.points;
  return target.kind === 'latency' ? target.milliseconds : target.most;
}

/** The same target with another amount. */
export function withAmount(target: Target, amount: number): Target {
  if (target.kind === 'rate') return target;
  if (target.kind === 'lose') return { ...target, points: amount };
  return target.kind === 'latency' ? { ...target, milliseconds: amount } : { ...target, most: amount };
}
