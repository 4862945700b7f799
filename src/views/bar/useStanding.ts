import { useKept } from '../../store/kept/keptStore';
import { useQueue } from '../../store/queue/queueStore';
import { type Standing, standingOf } from '../../store/queue/standing';
import { toldState } from '../../store/state';
import { useStudio } from '../../store/studioStore';

/** Where the queue is, if one of several runs goes on. @param ran milliseconds of the run under way */
export function useStanding(ran: number): Standing | undefined {
  const kept = useKept((state) => state.runs) ?? [];
  const queue = useQueue();
  const seconds = useStudio((state) => toldState(state).secondsLeft);
  return standingOf(queue, { ran, left: seconds === undefined ? undefined : 1000 * seconds }, kept);
}
