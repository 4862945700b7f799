import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';

interface Props {
  readonly to: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
}

/** What may go while it has the focus: another element, which stays, takes the focus then. */
export function PassesFocus({ to, children }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const within = place.current;
    return () => {
      if (within?.contains(document.activeElement)) queueMicrotask(() => to.current?.focus());
    };
  }, [to]);
  return (
    <div ref={place} style={{ display: 'contents' }}>
      {children}
    </div>
  );
}
