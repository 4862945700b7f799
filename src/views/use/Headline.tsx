import { Text } from '@mantine/core';
import { classChanges, worstClass } from '../../engine/answers/classChanges';
import { disagreement } from '../../engine/answers/flips';
import { answerTexts, tellDisagreement, tellFlips, tellWorst } from '../../words/answers';
import { tellClass } from '../../words/names';
import type { TestAnswers } from './useAnswers';

/** How often the two networks disagree, and which class has lost most. */
export function Headline({ answers }: { answers: TestAnswers }) {
  const { classes, isAgreement } = answers;
  const told = disagreement(answers);
  const changes = classChanges(answers);
  const worst = worstClass(changes);
  return (
    <>
      <Text size="lg" fw={600} className="numbers">
        {tellDisagreement(told, isAgreement)}
      </Text>
      {told.differing > 0 && <Text className="numbers">{tellFlips(told)}</Text>}
      <Text mt={6} className="numbers">
        {worst
          ? tellWorst(tellClass(classes[worst.change.label] ?? ''), worst.change, changes.length, worst.chance)
          : answerTexts['none-worse']}
      </Text>
    </>
  );
}
