import type { AllLosses } from '../../../lessons/lessonData';

interface Told {
  readonly steps: ReadonlyArray<{ readonly losses: Pick<AllLosses, 'joint'> }>;
  readonly losses: Pick<AllLosses, 'joint'>;
}

/** L(W^0), L(W^1) and so on to the last. */
export const jointsOf = ({ steps, losses }: Told): number[] => [
  ...steps.map((step) => step.losses.joint),
  losses.joint,
];
