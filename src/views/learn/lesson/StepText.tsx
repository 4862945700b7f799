import { Title } from '@mantine/core';
import { useStudio } from '../../../store/studioStore';
import type { SymbolId } from '../../../words/lessons/symbols';
import { fill } from '../../../words/text';
import { FormulaWithSymbols } from '../formulas/FormulaWithSymbols';
import type { Lesson, LessonStep } from './definition';
import { Prediction } from './Prediction';
import { Prose } from './Prose';

interface Props {
  readonly lesson: Lesson;
  readonly step: LessonStep;
  readonly lit: SymbolId | undefined;
  /** The choice that was taken. */
  readonly answer: number | undefined;
  readonly onAnswer: (choice: number) => void;
  /** Of the step's heading. */
  readonly level: 2 | 3;
}

/** What a step says, its formulas and its question. */
export function StepText({ lesson, step, lit, answer, onAnswer, level }: Props) {
  const hidden = useStudio((state) => state.learning.hidden);
  const { words, formulas = [], choices } = step;
  return (
    <>
      <Title order={level} size="h3">
        {words.title}
      </Title>
      <Prose text={fill(words.text, lesson.params)} />
      {choices && !hidden.includes('predictions') && (
        <Prediction words={words} choices={choices} params={lesson.params} answer={answer} onAnswer={onAnswer} />
      )}
      {!hidden.includes('formulas') && formulas.map((id) => <FormulaWithSymbols key={id} id={id} lit={lit} />)}
    </>
  );
}
