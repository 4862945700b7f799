import { z } from 'zod';
import type { CommonRecipe } from '../recipe/common';

/** How the learning rate goes over a training: divided at milestones, or along half a cosine; both after a warm-up. */
const scheduleSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('step'),
    /** Shares of the training after which the rate is multiplied by `factor`, e.g. [0.4, 0.6] and 0.1. */
    milestones: z.array(z.number().min(0).max(1)),
    factor: z.number().positive().max(1),
  }),
  z.object({ kind: z.literal('cosine'), warmUp: z.number().min(0).lt(1) }),
]);

export type Schedule = z.infer<typeof scheduleSchema>;

/** The learning rate after the share `progress` (0 to 1) of the training. */
export function learningRateAt(schedule: Schedule, base: number, progress: number): number {
  if (schedule.kind === 'step')
    return base * schedule.factor ** schedule.milestones.filter((milestone) => progress >= milestone).length;
  if (progress < schedule.warmUp) return (base * progress) / schedule.warmUp;
  return (base / 2) * (1 + Math.cos((Math.PI * (progress - schedule.warmUp)) / (1 - schedule.warmUp)));
}

/** Schedules by what recipes call them. */
export const rateSchedules = {
  /** Down to nothing along half a cosine, after a twentieth that keeps a good start from being thrown off. */
  cosine: { kind: 'cosine', warmUp: 0.05 },
  /** The paper's for CIFAR-10: a tenth of itself after 160 and 240 of 400 epochs. */
  step: { kind: 'step', milestones: [0.4, 0.6], factor: 0.1 },
  /** What recipes without a version were fine-tuned by. */
  'mild-step': { kind: 'step', milestones: [0.4, 0.6, 0.8], factor: 0.3 },
} as const satisfies Record<CommonRecipe['rateSchedule'], Schedule>;
