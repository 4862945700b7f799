import { ActionIcon, Button, Title } from '@mantine/core';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { useEffect } from 'react';
import { type LessonId, lessonIds } from '../../../store/address';
import { useStudio } from '../../../store/studioStore';
import { learnWords } from '../../../words/lessons/frame';
import { fill } from '../../../words/text';
import { useKeys } from '../../useKeys';
import { useLit } from '../formulas/useLit';
import type { Lesson } from '../lesson/definition';
import { Figure } from '../lesson/Figure';
import { StepText } from '../lesson/StepText';
import { useAnswers } from '../lesson/useAnswers';
import { useStepKeys } from '../lesson/useStepKeys';
import { useSteps } from '../lesson/useSteps';
import { FullScreenButton } from './FullScreenButton';
import { Pointer } from './Pointer';

/** A lesson on a projector: one step at a time in large type. A question is answered before the next step comes. */
export function Presentation({ id, lesson }: { id: LessonId; lesson: Lesson }) {
  const { steps, at, step } = useSteps(lesson);
  const { answers, answer } = useAnswers();
  const { lit, handlers, style } = useLit();
  const learn = useStudio((state) => state.learn);
  const isAnswered = answers[step.id] !== undefined;
  const following = lessonIds[lessonIds.indexOf(id) + 1];
  const isQuestion = step.choices !== undefined && !isAnswered;
  const isEnd = at === steps.length - 1 && !isQuestion && following === undefined;
  const go = (by: 1 | -1) => {
    if (by === 1 && isQuestion) answer(step.id, -1);
    else if (by === 1 && at === steps.length - 1 && following)
      learn({ page: following, step: 1, lambda: undefined, epsilon: undefined });
    else learn({ step: Math.max(1, Math.min(at + 1 + by, steps.length)) });
  };
  useStepKeys(go, true);
  useKeys(({ key }) => {
    if (key === 'Escape') learn({ isPresented: false });
  });
  useEffect(() => {
    addEventListener('pointerup', leaveControl);
    return () => removeEventListener('pointerup', leaveControl);
  }, []);
  return (
    <article className="lesson presentation" aria-label={lesson.title} {...handlers}>
      {style}
      <div className="presentation-step" key={step.id}>
        <Title order={1}>{lesson.title}</Title>
        <StepText
          lesson={lesson}
          step={step}
          lit={lit}
          level={2}
          answer={answers[step.id]}
          onAnswer={(choice) => answer(step.id, choice)}
        />
      </div>
      <Figure lesson={lesson} step={step} isAnswered={isAnswered} />
      <footer className="presentation-foot">
        <ActionIcon
          variant="default"
          size="xl"
          aria-label={learnWords.before}
          disabled={at === 0}
          onClick={() => go(-1)}
        >
          <IconArrowLeft />
        </ActionIcon>
        <ActionIcon variant="default" size="xl" aria-label={learnWords.next} disabled={isEnd} onClick={() => go(1)}>
          <IconArrowRight />
        </ActionIcon>
        <span>{fill(learnWords['step-of'], { step: at + 1, steps: steps.length })}</span>
        <span className="presentation-keys">{learnWords['present-keys']}</span>
        <FullScreenButton />
        <Button variant="default" onClick={() => learn({ isPresented: false })}>
          {learnWords['present-end']}
        </Button>
      </footer>
      <Pointer />
    </article>
  );
}

/** After a slider or a button was used by pointer, Space and arrows turn the page again. */
function leaveControl(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
