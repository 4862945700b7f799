import { Button, Text } from '@mantine/core';
import { useEffect } from 'react';
import { canMeetBaseline } from '../../store/baseline';
import { bundledNetwork } from '../../store/bundledNetworks';
import { isUsable } from '../../store/kept/keptRun';
import { useKept } from '../../store/kept/keptStore';
import type { Run } from '../../store/run';
import { bundledImagesOf, finishedRun, hasNetwork, isComparable, isFree, shownRun } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { tellFilesToDrop, useWords } from '../../words/answers';
import { Panel } from '../Panel';
import { ResultPanel } from '../result/ResultPanel';
import { ClassTable } from './ClassTable';
import { ConfusionMatrix } from './ConfusionMatrix';
import { FlippedImages } from './FlippedImages';
import { Headline } from './Headline';
import { KeptResults } from './KeptResults';
import { NothingYet } from './NothingYet';
import { TakeAway } from './TakeAway';
import { TryImages } from './TryImages';
import { useAnswers } from './useAnswers';
import './use.css';

/** What a run has come to: how its network answers, and what can be taken away. */
export default function UseView() {
  const answers = useAnswers();
  const isReady = useStudio(isComparable);
  const answerTests = useStudio((state) => state.answerTests);
  const meets = useStudio(canMeetBaseline);
  const meetBaseline = useStudio((state) => state.meetBaseline);
  const isHere = useStudio(hasNetwork);
  useEffect(() => {
    if (meets) void meetBaseline();
  }, [meets, meetBaseline]);
  useEffect(() => {
    if (isReady) void answerTests();
  }, [isReady, answerTests]);
  const hasRun = useStudio((state) => (shownRun(state) ?? finishedRun(state)) !== undefined);
  if (!hasRun)
    return (
      <div className="use-column use-empty">
        <NothingYet />
        <KeptResults />
      </div>
    );
  return (
    <div className="use-view">
      <div className="use-column">
        <Panel title={useWords.answers}>{answers ? <Headline answers={answers} /> : <Waiting />}</Panel>
        {!isHere && <KeptResults />}
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

/** A button that opens what a run pruned and measured on, where both lie beside the page; else which files to drop. */
function WayToBaseline({ run: { network, images } }: { run: Run }) {
  const canOpen = useStudio((state) => state.backend !== undefined && isFree(state));
  const hasFullDataset = useStudio((state) => state.hasFullDataset);
  const openBundled = useStudio((state) => state.openBundled);
  const model = bundledNetwork(network);
  const part = bundledImagesOf(images);
  if (!model || !part || (part === 'full' && !hasFullDataset))
    return <Text c="dimmed">{tellFilesToDrop(network, images)}</Text>;
  return (
    <Button size="compact-sm" variant="default" disabled={!canOpen} onClick={() => void openBundled(model, part)}>
      {useWords.openBoth}
    </Button>
  );
}

/** Why there are no answers, and the way to them. */
function Waiting() {
  const run = useStudio(finishedRun);
  const isHere = useStudio(hasNetwork);
  const isThere = useStudio((state) => state.comparable !== undefined);
  const isKept = useKept((state) => state.runs?.some((kept) => (!run || kept.id === run.id) && isUsable(kept)));
  if (!run) return <Text c="dimmed">{isKept ? useWords.noneButKept : useWords.none}</Text>;
  if (!isHere) return <Text c="dimmed">{isKept ? useWords.notHere : useWords.baselineGone}</Text>;
  if (isThere) return <Text c="dimmed">{useWords.waiting}</Text>;
  return (
    <>
      <Text c="dimmed">{useWords.baselineGone}</Text>
      <WayToBaseline run={run} />
    </>
  );
}
