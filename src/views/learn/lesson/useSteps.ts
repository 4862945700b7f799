import { useStudio } from '../../../store/studioStore';
import type { Lesson, LessonStep } from './definition';

/** The lesson's steps, without those that the link hides, and the one that is shown. */
export function useSteps(lesson: Lesson): { steps: readonly LessonStep[]; at: number; step: LessonStep } {
  const { step: wanted, hidden } = useStudio((state) => state.learning);
  const steps = lesson.steps.filter(({ isExperiment }) => !isExperiment || !hidden.includes('experiments'));
  const at = Math.min(wanted, steps.length) - 1;
  return { steps, at, step: steps[at]! };
}
