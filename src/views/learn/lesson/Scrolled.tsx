import { Title } from '@mantine/core';
import type { LessonId } from '../../../store/address';
import { useStudio } from '../../../store/studioStore';
import { learnWords } from '../../../words/lessons/frame';
import { useLit } from '../formulas/useLit';
import type { Lesson, LessonStep } from './definition';
import { Figure } from './Figure';
import { LessonBar } from './LessonBar';
import { LessonEnd } from './LessonEnd';
import { StepText } from './StepText';
import { useAnswers } from './useAnswers';
import { usePrinting } from './usePrinting';
import { useScrolledStep } from './useScrolledStep';
import { useStepKeys } from './useStepKeys';
import { useSteps } from './useSteps';

/** A lesson to scroll through: its figure stays in sight and follows the step that is read; on paper each step has its own. */
export function Scrolled({ id, lesson }: { id: LessonId; lesson: Lesson }) {
  const { steps, at, step } = useSteps(lesson);
  const { answers, answer } = useAnswers();
  const { lit, handlers, style } = useLit();
  const { hidden, locked } = useStudio((state) => state.learning);
  const hasWays = !hidden.includes('navigation');
  const isLocked = locked.includes('navigation');
  const { places, goTo } = useScrolledStep(steps.length, at);
  useStepKeys((by) => goTo(at + by));
  const isPrinting = usePrinting();
  const figureOf = (shown: LessonStep) => (
    <Figure lesson={lesson} step={shown} isAnswered={answers[shown.id] !== undefined} />
  );
  return (
    <article className="lesson" aria-label={lesson.title} {...handlers}>
      {style}
      <header className="lesson-head">
        <Title order={2}>{lesson.title}</Title>
        {hasWays && (
          <div inert={isLocked}>
            <LessonBar />
          </div>
        )}
      </header>
      {!isPrinting && figureOf(step)}
      <ol className="lesson-steps" aria-label={learnWords.steps} ref={places}>
        {steps.map((each, place) => (
          <li key={each.id} className="lesson-step" aria-current={place === at ? 'step' : undefined}>
            <div className="step-body">
              <StepText
                lesson={lesson}
                step={each}
                lit={lit}
                level={3}
                answer={answers[each.id]}
                onAnswer={(choice) => answer(each.id, choice)}
              />
            </div>
            {isPrinting && !each.isExperiment && figureOf(each)}
          </li>
        ))}
      </ol>
      {hasWays && (
        <>
          {isLocked && <p className="lesson-end">{learnWords.locked}</p>}
          <div inert={isLocked}>
            <LessonEnd id={id} />
          </div>
        </>
      )}
    </article>
  );
}
