import { useEffect, useRef } from 'react';

/** A ring around the pointer that can be seen from the last row. */
export function Pointer() {
  const ring = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const follow = ({ clientX, clientY, pointerType }: PointerEvent) => {
      const { current } = ring;
      if (!current || pointerType === 'touch') return;
      current.style.translate = `${clientX}px ${clientY}px`;
      current.dataset.shown = '';
    };
    addEventListener('pointermove', follow);
    return () => removeEventListener('pointermove', follow);
  }, []);
  return <div ref={ring} className="presentation-pointer" aria-hidden="true" />;
}
