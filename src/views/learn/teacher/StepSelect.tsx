import { use } from 'react';
import type { LessonId } from '../../../store/address';
import { pageWords } from '../../../words/lessons/pages';
import { captioned } from '../../../words/text';
import { Choice } from '../../Choice';
import { lessonOf } from '../lesson/lessons';

interface Props {
  readonly lesson: LessonId;
  /** From 1. */
  readonly step: number;
  readonly onChange: (step: number) => void;
}

/** The steps of a lesson by their titles; suspends until it is loaded. */
export function StepSelect({ lesson, step, onChange }: Props) {
  const { steps } = use(lessonOf(lesson));
  return (
    <Choice
      label={pageWords['link-step']}
      value={String(step)}
      onChange={(chosen) => onChange(Number(chosen))}
      options={steps.map(({ words }, place) => ({
        value: String(place + 1),
        label: captioned(String(place + 1), words.title),
      }))}
    />
  );
}
