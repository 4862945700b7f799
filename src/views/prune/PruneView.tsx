import { Title } from '@mantine/core';
import { shortfallOf } from '../../runs/shortfall';
import { isActive } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { useWatched, type Watched } from '../../store/useWatched';
import { tellChannelsOf } from '../../words/inspecting';
import { pruneWords } from '../../words/pruneView';
import { Later } from '../Later';
import { ShortfallIcon } from '../ShortfallIcon';
import { Subscripts } from '../Subscripts';
import { Costs } from './Costs';
import { Charts } from './charts/Charts';
import { layerOf } from './layerAtWork';
import { Legend, NetworkDrawing } from './net/NetworkDrawing';
import { RecordingPicker } from './RecordingPicker';
import { sentenceOf, titleOf } from './tellFrame';
import { YourTurn } from './YourTurn';

/** A run at one of its moments, whether it is under way, over or recorded. */
export default function PruneView() {
  const watched = useWatched();
  const isFollowed = useStudio((state) => isActive(state) && state.currentRun === state.underWay);
  if (!watched) return <NoRun />;
  const { run, frame } = watched;
  const title = titleOf(frame.state, run.recipe);
  const isShort = frame.state.report !== undefined && shortfallOf(frame.state.report, run.recipe) !== undefined;
  return (
    <div className="prune-view">
      <section className="panel stage" aria-label={title}>
        <Title order={2} size="h3" className={isShort ? 'numbers shortfall' : 'numbers'}>
          {isShort && <ShortfallIcon />}
          {title}
        </Title>
        <p className="telling">
          <Subscripts text={sentenceOf(frame, run.recipe)} />
        </p>
        <NetworkDrawing frame={frame} byHand={run.recipe.byHand} />
        <Legend byHand={run.recipe.byHand} />
      </section>
      <OpenLayer watched={watched} />
      <Charts frame={frame} recipe={run.recipe} />
      <div className="prune-side">
        {!isFollowed && <RecordingPicker />}
        <Costs measured={frame.state.measured} left={frame.state.left} />
        <div className="no-print">
          <YourTurn />
        </div>
      </div>
    </div>
  );
}

const loadInspector = () => import('./inspect/Inspector');

/** The layer that is looked at, opened. */
function OpenLayer({ watched }: { watched: Watched }) {
  const layer = layerOf(
    watched.frame.state,
    useStudio((state) => state.lookedAt),
  );
  if (!layer) return null;
  return <Later what={tellChannelsOf(layer.name)} load={loadInspector} props={{ watched, layer }} />;
}

function NoRun() {
  return (
    <section className="panel stage" aria-label={pruneWords.empty}>
      <Title order={2} size="h3">
        {pruneWords.empty}
      </Title>
      <p className="telling">{pruneWords['empty-hint']}</p>
      <YourTurn />
    </section>
  );
}
