import { useLanguage } from '../../store/useLanguage';
import { frameWords } from '../../words/views';
import { Boundary } from '../Boundary';
import { Shell } from './Shell';

export function Page() {
  useLanguage();
  return (
    <Boundary what={frameWords.studio}>
      <Shell />
    </Boundary>
  );
}
