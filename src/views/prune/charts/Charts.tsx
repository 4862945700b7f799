import { type ComponentProps, memo, useMemo } from 'react';
import type { LoggedRecipe } from '../../../engine/recipe/common';
import type { Frame } from '../../../runs/replay';
import type { LayerState, RunState } from '../../../runs/state';
import { useStudio } from '../../../store/studioStore';
import { tellGroup } from '../../../words/names';
import { emptyLosses, emptyScores, pruneWords, tellLossesTitle, tellScoresTitle } from '../../../words/pruneView';
import { frameWords } from '../../../words/views';
import { joiningIn } from '../../cells/cells';
import { Panel } from '../../Panel';
import { Term } from '../../Term';
import { useSlowed } from '../../useSlowed';
import { shownLayer } from '../layerAtWork';
import { LinePlot } from './LinePlot';
import { accuracyLines, goingOnBelow, latestTraining, lossLines } from './losses';
import { MeasuredNote } from './MeasuredNote';
import { ScorePlot } from './ScorePlot';
import { whyEmpty } from './whyEmpty';

/** Milliseconds from one drawing of lines to the next, at the least: the chart library takes longer than a frame. */
const lineInterval = 400;

/** What a layer's selection is decided by, and how training goes. */
export function Charts({ frame: { state, event }, recipe }: { frame: Frame; recipe: LoggedRecipe }) {
  const lookedAt = useStudio((studio) => studio.lookedAt);
  const layer = shownLayer(state, lookedAt);
  return (
    <div className="charts">
      {layer && (
        <Scores layer={layer} joining={joiningIn(event, layer.name)} empty={emptyScores[whyEmpty(state, layer)]} />
      )}
      <Lines state={useSlowed(state, lineInterval)} lookedAt={lookedAt} recipe={recipe} />
    </div>
  );
}

const Scores = memo(function Scores({ layer, ...plot }: ComponentProps<typeof ScorePlot>) {
  return (
    <Panel title={tellScoresTitle(tellGroup(layer.name))} aside={<Meaning name="score" />}>
      <ScorePlot layer={layer} {...plot} />
    </Panel>
  );
});

interface LinesProps {
  readonly state: RunState;
  readonly lookedAt: string | undefined;
  readonly recipe: LoggedRecipe;
}

const Lines = memo(function Lines({ state, lookedAt, recipe }: LinesProps) {
  const layer = shownLayer(state, lookedAt);
  const { losses, network, training, accuracies, measured } = state;
  return (
    <>
      {layer && <Losses {...{ layer, losses, network, recipe }} empty={emptyLosses[whyEmpty(state, layer)]} />}
      <Training {...{ training, accuracies, measured, recipe }} />
    </>
  );
});

type LossesProps = Pick<RunState, 'losses'> & { network: number | undefined } & {
  layer: LayerState;
  recipe: LoggedRecipe;
  empty: string;
};

const Losses = memo(function Losses({ layer, losses, network, recipe, empty }: LossesProps) {
  const lines = useMemo(
    () => lossLines({ losses, network }, layer.name, recipe),
    [losses, network, layer.name, recipe],
  );
  const below = layer.isDone ? undefined : goingOnBelow(recipe, lines[0]?.points ?? []);
  const threshold = useMemo(
    () => (below === undefined ? undefined : { at: below, name: pruneWords['from-epsilon'] }),
    [below],
  );
  return (
    <Panel title={tellLossesTitle(tellGroup(layer.name))} aside={<Meaning name="reconstruction" />}>
      <LinePlot lines={lines} along="channel" until={layer.keeps} threshold={threshold} empty={empty} />
    </Panel>
  );
});

type TrainingProps = Pick<RunState, 'training' | 'accuracies' | 'measured'> & { recipe: LoggedRecipe };

const Training = memo(function Training({ training, accuracies, measured, recipe }: TrainingProps) {
  const { lines, epochs } = useMemo(() => {
    const latest = latestTraining({ training }, recipe);
    return { ...latest, lines: [...latest.lines, ...accuracyLines({ accuracies })] };
  }, [training, accuracies, recipe]);
  return (
    <Panel title={pruneWords.training} aside={<Meaning name="training" />}>
      <LinePlot lines={lines} along="epoch" until={epochs} empty={pruneWords['no-training']} />
      <MeasuredNote measured={measured} />
    </Panel>
  );
});

function Meaning({ name }: { name: 'score' | 'reconstruction' | 'training' }) {
  return (
    <span className="meaning">
      <Term name={name}>{frameWords.meaning}</Term>
    </span>
  );
}
