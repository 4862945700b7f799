import { useStudio } from '../../../store/studioStore';
import { learnWords } from '../../../words/lessons/frame';
import { Boundary } from '../../Boundary';
import type { Lesson, LessonStep } from './definition';

/** The figure of a step. What the link locks can be seen, but not used. */
export function Figure({ lesson, step, isAnswered }: { lesson: Lesson; step: LessonStep; isAnswered: boolean }) {
  const { locked } = useStudio((state) => state.learning);
  const isLocked = step.isExperiment === true && locked.includes('experiments');
  return (
    <section
      className="lesson-figure"
      aria-label={learnWords.figure}
      data-tall={step.isExperiment || step.isTall ? '' : undefined}
    >
      <Boundary what={learnWords.figure}>
        {isLocked && <p>{learnWords.locked}</p>}
        <div inert={isLocked}>{lesson.figure({ step: step.id, isAnswered })}</div>
      </Boundary>
    </section>
  );
}
