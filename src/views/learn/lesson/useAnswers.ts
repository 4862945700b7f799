import { useState } from 'react';

/** Which choice was taken at each step, by the step's id; -1 where the answer was asked for. */
export type Answers = Readonly<Record<string, number>>;

export function useAnswers() {
  const [answers, setAnswers] = useState<Answers>({});
  return { answers, answer: (step: string, choice: number) => setAnswers({ ...answers, [step]: choice }) };
}
