import { useEffect, useRef } from 'react';

/** Pixels between the bar and what is scrolled to. */
const gap = 8;

/** Whatever is focused or scrolled to comes to stand above the bar, however high the bar is. */
export function useRoomBelow() {
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!bar.current) return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(([entry]) => {
      const height = entry?.borderBoxSize[0]?.blockSize ?? 0;
      style.scrollPaddingBottom = `${height + gap}px`;
    });
    observer.observe(bar.current, { box: 'border-box' });
    return () => {
      observer.disconnect();
      style.scrollPaddingBottom = '';
    };
  }, []);
  return bar;
}
