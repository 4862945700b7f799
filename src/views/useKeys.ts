import { useEffectEvent, useLayoutEffect } from 'react';

/** Hears the keys of the whole page from the moment that what asks for them is drawn: a passive effect would miss the first. */
export function useKeys(press: (event: KeyboardEvent) => void): void {
  const hear = useEffectEvent(press);
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => hear(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}
