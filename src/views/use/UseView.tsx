import { Text } from '@mantine/core';
import { useEffect } from 'react';
import { finishedRun, isComparable } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { useWords } from '../../words/answers';
import { Panel } from '../Panel';
import { ResultPanel } from '../result/ResultPanel';
import { ClassTable } from './ClassTable';
import { ConfusionMatrix } from './ConfusionMatrix';
import { FlippedImages } from './FlippedImages';
import { Headline } from './Headline';
import { TakeAway } from './TakeAway';
import { TryImages } from './TryImages';
import { useAnswers } from './useAnswers';
import './use.css';

/** What a run has come to: how its network answers, and what can be taken away. */
export default function UseView() {
  const answers = useAnswers();
  const isReady = useStudio(isComparable);
  const answerTests = useStudio((state) => state.answerTests);
  useEffect(() => {
    if (isReady) void answerTests();
  }, [isReady, answerTests]);
  return (
    <div className="use-view">
      <div className="use-column">
        <Panel title={useWords.answers}>{answers ? <Headline answers={answers} /> : <Waiting />}</Panel>
        <ResultPanel />
      </div>
      <div className="use-column">
        <TryImages />
        <TakeAway />
      </div>
      {answers && (
        <>
          <div className="use-column use-tables">
            <Panel title={useWords.classes}>
              <ClassTable answers={answers} />
            </Panel>
            <Panel title={useWords.confusion}>
              <ConfusionMatrix answers={answers} />
            </Panel>
          </div>
          <div className="use-wide">
            <Panel title={useWords.flipped}>
              <FlippedImages answers={answers} />
            </Panel>
          </div>
        </>
      )}
    </div>
  );
}

/** Why there are no answers. */
function Waiting() {
  const hasFinished = useStudio((state) => finishedRun(state) !== undefined);
  const isThere = useStudio((state) => state.comparable !== undefined);
  const words = !hasFinished ? useWords.none : isThere ? useWords.waiting : useWords.baselineGone;
  return <Text c="dimmed">{words}</Text>;
}
