import { NativeSelect } from '@mantine/core';
import { use } from 'react';
import type { LessonId } from '../../../store/address';
import { pageWords } from '../../../words/lessons/pages';
import { captioned } from '../../../words/text';
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
    <NativeSelect
      label={pageWords['link-step']}
      value={step}
      onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}
      data={steps.map(({ words }, place) => ({
        value: String(place + 1),
        label: captioned(String(place + 1), words.title),
      }))}
    />
  );
}
