import { useState } from 'react';
import { keysTitle } from '../../words/keys';
import { isTyping } from '../isTyping';
import { Later } from '../Later';
import { useKeys } from '../useKeys';

const loadList = () => import('./KeysList');

/** The key ? shows what all keys do. */
export function Keys() {
  const [isShown, setShown] = useState(false);
  useKeys((event) => {
    if (event.key === '?' && !isTyping(event)) setShown(true);
  });
  if (!isShown) return null;
  return <Later what={keysTitle.title} load={loadList} props={{ onClose: () => setShown(false) }} />;
}
