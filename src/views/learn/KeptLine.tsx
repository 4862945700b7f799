import { useOffline } from '../../store/offline/useOffline';
import { offlineWords } from '../../words/offline';

/** Says it once the lessons no longer need a network. */
export function KeptLine() {
  const isKept = useOffline((state) => state.isKept);
  return (
    <p className="lesson-minutes" role="status">
      {isKept && offlineWords.kept}
    </p>
  );
}
