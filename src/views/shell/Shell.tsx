import { isActive } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { useLanguage } from '../../store/useLanguage';
import { frameWords } from '../../words/views';
import { aMomentLater } from '../aMomentLater';
import { RunBar } from '../bar/RunBar';
import { Later } from '../Later';
import { Notices } from '../Notices';
import { Header } from './Header';
import { Keys } from './Keys';
import { Tools } from './Tools';
import { useViewKeys } from './useViewKeys';
import { View } from './views';

const loadDropAnywhere = () => aMomentLater().then(() => import('./DropAnywhere'));

/**
 * The frame of the page: a header, the view that is shown, and the bar of runs, which is in reach in all of them, in lessons
 * while a run is under way. The bar comes before the view for the keyboard, and is seen below it. In another language both
 * are built anew, but for lessons, which keep what a pupil has chosen; the tools stay, so that the menu of languages keeps
 * the focus.
 */
export function Shell() {
  const view = useStudio((state) => state.view);
  const language = useLanguage();
  const isPresented = useStudio((state) => state.view === 'learn' && state.learning.isPresented);
  const isRunning = useStudio(isActive);
  useViewKeys();
  return (
    <div className="shell">
      {!isPresented && <Header />}
      {(view !== 'learn' || isRunning) && <RunBar key={`bar ${language}`} />}
      {!isPresented && <Tools />}
      <main className="view">
        <View key={view === 'learn' ? view : `${view} ${language}`} id={view} />
      </main>
      {!isPresented && <Later what={frameWords.dropping} load={loadDropAnywhere} props={{}} />}
      <Keys />
      <Notices />
    </div>
  );
}
