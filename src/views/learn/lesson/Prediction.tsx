import { useStudio } from '../../../store/studioStore';
import { learnWords } from '../../../words/lessons/frame';
import { fill, type Params } from '../../../words/text';
import type { Choice, LessonStep } from './definition';
import { Prose } from './Prose';

interface Props {
  readonly words: LessonStep['words'];
  readonly choices: readonly Choice[];
  readonly params: Params;
  readonly answer: number | undefined;
  readonly onAnswer: (choice: number) => void;
}

/** A question to answer before the figure does. */
export function Prediction({ words, choices, params, answer, onAnswer }: Props) {
  const isLocked = useStudio((state) => state.learning.locked.includes('predictions'));
  const isAnswered = answer !== undefined;
  const isRight = isAnswered && choices[answer]?.isRight === true;
  return (
    <fieldset className="prediction" disabled={isLocked}>
      <legend>{fill(words.question ?? '', params)}</legend>
      <div className="prediction-choices">
        {choices.map((choice, at) => (
          <button
            key={choice.text}
            type="button"
            aria-pressed={at === answer}
            data-right={isAnswered && choice.isRight ? '' : undefined}
            disabled={isAnswered}
            onClick={() => onAnswer(at)}
          >
            {choice.text}
          </button>
        ))}
        {!isAnswered && (
          <button type="button" className="reveal" onClick={() => onAnswer(-1)}>
            {learnWords.reveal}
          </button>
        )}
      </div>
      {isLocked && <p>{learnWords.locked}</p>}
      <div className="prediction-answer" role="status" data-right={isRight ? '' : undefined}>
        {isAnswered && <Prose text={fill((isRight ? words.right : words.wrong) ?? '', params)} />}
      </div>
    </fieldset>
  );
}
