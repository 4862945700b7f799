import type { ReactNode } from 'react';
import type { Params } from '../../../words/text';
import type { FormulaId } from '../formulas/formulas';

interface StepWords {
  readonly title: string;
  readonly text: string;
  readonly question?: string;
  /** What is said once the question is answered, rightly or not. */
  readonly right?: string;
  readonly wrong?: string;
}

/** An answer that can be chosen. */
export interface Choice {
  readonly text: string;
  readonly isRight: boolean;
}

/** What the figure beside a step is to show. */
export interface FigureView {
  /** The step's id. */
  readonly step: string;
  /** The step's question is answered. */
  readonly isAnswered: boolean;
}

export interface LessonStep {
  readonly id: string;
  readonly words: StepWords;
  readonly formulas?: readonly FormulaId[];
  /** Answers to the step's question. */
  readonly choices?: readonly Choice[];
  /** Its figure runs the engine. */
  readonly isExperiment?: boolean;
  /** Its figure needs more of a phone's screen. */
  readonly isTall?: boolean;
}

/** A lesson with the numbers of its run. */
export interface Lesson {
  readonly title: string;
  readonly steps: readonly LessonStep[];
  /** What fills the places of its texts. */
  readonly params: Params;
  readonly figure: (view: FigureView) => ReactNode;
}
