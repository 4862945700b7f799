import { useEffect, useRef } from 'react';

/** Milliseconds after which a pointer that rests covers nothing any more. */
const rest = 2000;

/** A ring around the pointer that can be seen from the last row, while it moves. */
export function Pointer() {
  const ring = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let resting = 0;
    const hide = () => {
      if (ring.current) delete ring.current.dataset.shown;
    };
    const follow = ({ clientX, clientY, pointerType }: PointerEvent) => {
      const { current } = ring;
      if (!current || pointerType === 'touch') return;
      current.style.translate = `${clientX}px ${clientY}px`;
      current.dataset.shown = '';
      clearTimeout(resting);
      resting = window.setTimeout(hide, rest);
    };
    addEventListener('pointermove', follow);
    return () => {
      clearTimeout(resting);
      removeEventListener('pointermove', follow);
    };
  }, []);
  return <div ref={ring} className="presentation-pointer" aria-hidden="true" />;
}
