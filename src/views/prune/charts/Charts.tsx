import type { Frame } from '../../../runs/replay';
import type { Run } from '../../../store/run';
import { useStudio } from '../../../store/studioStore';
import { tellGroup } from '../../../words/names';
import { pruneWords, tellLossesTitle, tellScoresTitle } from '../../../words/pruneView';
import { frameWords } from '../../../words/views';
import { Panel } from '../../Panel';
import { Term } from '../../Term';
import { shownLayer } from '../layerAtWork';
import { joiningIn } from '../net/cells';
import { LinePlot } from './LinePlot';
import { accuracyLines, goingOnBelow, lossLines, trainingLines } from './losses';
import { MeasuredNote } from './MeasuredNote';
import { ScorePlot } from './ScorePlot';

/** What a layer's selection is decided by, and how training goes. */
export function Charts({ frame: { state, event }, run: { recipe } }: { frame: Frame; run: Run }) {
  const layer = shownLayer(
    state,
    useStudio((studio) => studio.lookedAt),
  );
  const lines = layer ? lossLines(state, layer.name, recipe) : [];
  const below = layer?.isDone ? undefined : goingOnBelow(recipe, lines[0]?.points ?? []);
  return (
    <div className="charts">
      {layer && (
        <Panel title={tellScoresTitle(tellGroup(layer.name))} aside={<Meaning name="score" />}>
          <ScorePlot layer={layer} joining={joiningIn(event, layer.name)} />
        </Panel>
      )}
      {layer && (
        <Panel title={tellLossesTitle(tellGroup(layer.name))} aside={<Meaning name="reconstruction" />}>
          <LinePlot
            lines={lines}
            unit={pruneWords['by-channel']}
            until={layer.keeps}
            threshold={below === undefined ? undefined : { at: below, name: pruneWords['from-epsilon'] }}
            empty={layer.chosen.length > 0 ? pruneWords['no-losses'] : pruneWords['no-scores']}
          />
        </Panel>
      )}
      <Panel title={pruneWords.training} aside={<Meaning name="training" />}>
        <LinePlot
          lines={[...trainingLines(state, recipe), ...accuracyLines(state)]}
          unit={pruneWords['by-epoch']}
          until={recipe.fineTuningEpochs}
          empty={pruneWords['no-training']}
        />
        <MeasuredNote measured={state.measured} />
      </Panel>
    </div>
  );
}

function Meaning({ name }: { name: 'score' | 'reconstruction' | 'training' }) {
  return (
    <span className="meaning">
      <Term name={name}>{frameWords.meaning}</Term>
    </span>
  );
}
