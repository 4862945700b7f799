import { useEffect, useState } from 'react';
import { keysTitle } from '../../words/keys';
import { isTyping } from '../isTyping';
import { Later } from '../Later';

const loadList = () => import('./KeysList');

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
  return <Later what={keysTitle.title} load={loadList} props={{ onClose: () => setShown(false) }} />;
}
