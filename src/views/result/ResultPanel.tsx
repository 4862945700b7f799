import { Text } from '@mantine/core';
import { shortfallOf } from '../../runs/shortfall';
import { finishedRun, isRecipeChanged, type StudioState, shownRun } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { useWords } from '../../words/answers';
import { tellCounts } from '../../words/figures';
import { resultTexts, resultWords } from '../../words/resultView';
import { nextSteps, tellShortfall } from '../../words/shortfall';
import { tellSearch } from '../../words/targets';
import { fill, joinSentences, sentence } from '../../words/text';
import { Panel } from '../Panel';
import { ShortfallIcon } from '../ShortfallIcon';
import { Downloads } from './Downloads';
import { ResultTable } from './ResultTable';
import { SmallerFiles } from './SmallerFiles';
import { tellOrigin } from './tellOrigin';

/** The run whose figures the table shows: the one shown, else the last that has finished. */
const runOfTable = (state: StudioState) => shownRun(state) ?? finishedRun(state);

export function ResultPanel() {
  const state = useStudio((studio) => runOfTable(studio)?.state);
  return (
    <Panel title={resultWords.result} aside={<Downloads />}>
      {state ? <ResultTable state={state} /> : <Text c="dimmed">{useWords.noFigures}</Text>}
      <FallsShort />
      <SmallerFiles compressed={state?.compressed ?? []} />
      <Notes />
    </Panel>
  );
}

/** What is bad about the figures, and what to try next. */
function FallsShort() {
  const run = useStudio(runOfTable);
  const short = run?.state.report && shortfallOf(run.state.report, run.recipe);
  if (!short) return null;
  return (
    <Text size="sm" my={6}>
      <strong className="shortfall">
        <ShortfallIcon />
        {sentence(tellShortfall(short))}
      </strong>{' '}
      {nextSteps[short.next]}
    </Text>
  );
}

const isEarlierRun = (state: StudioState): boolean => shownRun(state) === undefined && finishedRun(state) !== undefined;

/** What the figures are of. */
function Notes() {
  const run = useStudio(runOfTable);
  const isEarlier = useStudio(isEarlierRun);
  const isOld = useStudio(isRecipeChanged) && run?.status === 'finished';
  const { report, measured: { pruned } = {} } = run?.state ?? {};
  const told = report && tellSearch(report);
  return (
    <Text size="sm" c="dimmed" className="result-note">
      {run &&
        joinSentences([
          tellOrigin(run),
          pruned?.gap && fill(resultTexts.counts, { counts: tellCounts(pruned.gap) }),
          isEarlier && fill(resultTexts.earlier, { network: run.network }),
          run.status === 'finished' && !run.format && fill(resultTexts['from-log'], { network: run.network }),
          told && sentence(told),
          isOld && resultWords['other-recipe'],
        ])}
    </Text>
  );
}
