import { useWatched } from '../../store/useWatched';
import { titleOf } from '../prune/tellFrame';
import { Timeline } from './Timeline';
import { usePlaying } from './usePlaying';
import { usePlayKeys } from './usePlayKeys';

/** Where one is in a run that is watched: the same for one that is under way, over or recorded. */
export function PlayBar() {
  usePlaying();
  usePlayKeys();
  const watched = useWatched();
  if (!watched) return null;
  const { moments } = watched.replay;
  const { moment, state } = watched.frame;
  return (
    <Timeline moments={moments} length={moments.length} moment={moment} title={titleOf(state, watched.run.recipe)} />
  );
}
