import { lazy, Suspense, useEffect, useState } from 'react';
import { keysTitle } from '../../words/keys';
import { Boundary } from '../Boundary';
import { isTyping } from '../isTyping';

const KeysList = lazy(() => import('./KeysList'));

/** The key ? shows what all keys do. */
export function Keys() {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === '?' && !isTyping(event)) setShown(true);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  if (!isShown) return null;
  return (
    <Boundary what={keysTitle.title}>
      <Suspense>
        <KeysList onClose={() => setShown(false)} />
      </Suspense>
    </Boundary>
  );
}
