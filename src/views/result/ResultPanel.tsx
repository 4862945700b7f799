import { Text } from '@mantine/core';
import { presetOf } from '../../engine/methods/presets';
import { finishedRun, isRecipeChanged, type StudioState, shownRun } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { useWords } from '../../words/answers';
import { tellRecipe } from '../../words/fields';
import { tellCounts, tellParts } from '../../words/figures';
import { tellDataset } from '../../words/names';
import { tellSearch } from '../../words/targets';
import { sentence } from '../../words/text';
import { Panel } from '../Panel';
import { Downloads } from './Downloads';
import { ResultTable } from './ResultTable';
import { SmallerFiles } from './SmallerFiles';

/** The run whose figures the table shows: the one shown, else the last that has finished. */
const runOfTable = (state: StudioState) => shownRun(state) ?? finishedRun(state);

export function ResultPanel() {
  const state = useStudio((studio) => runOfTable(studio)?.state);
  return (
    <Panel title="Result" aside={<Downloads />}>
      {state ? <ResultTable state={state} /> : <Text c="dimmed">{useWords.noFigures}</Text>}
      <SmallerFiles compressed={state?.compressed ?? []} />
      <Notes />
    </Panel>
  );
}

const isEarlierRun = (state: StudioState): boolean => shownRun(state) === undefined && finishedRun(state) !== undefined;

/** What the figures are of. */
function Notes() {
  const run = useStudio(runOfTable);
  const isEarlier = useStudio(isEarlierRun);
  const isOld = useStudio(isRecipeChanged) && run?.status === 'finished';
  const { images, report, measured: { pruned } = {} } = run?.state ?? {};
  return (
    <Text size="sm" c="dimmed" className="result-note">
      {run && `${tellRecipe(run.recipe.method.id, presetOf(run))}; ${tellDataset(run.images)}`}
      {images && `: ${tellParts(images)}`}
      {run && '. '}
      {pruned?.gap && `Of the test images ${tellCounts(pruned.gap)}. `}
      {isEarlier && `Of ${run?.network}, pruned before. `}
      {run?.status === 'finished' && !run.format && `Of ${run.network}, read from a log. `}
      {report?.search && `${sentence(tellSearch(report.search))} `}
      {isOld && 'Pruned by another recipe than the one that is set now.'}
    </Text>
  );
}
