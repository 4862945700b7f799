import { type RefObject, useEffect, useRef } from 'react';
import { useStudio } from '../../../store/studioStore';

/**
 * The step that is read is the one that crosses the middle of what the figure leaves free; a step that is gone to, by a link
 * or a key, is scrolled there.
 *
 * @param at the step that is shown, from 0
 */
export function useScrolledStep(
  count: number,
  at: number,
): { places: RefObject<HTMLOListElement | null>; goTo: (step: number) => void } {
  const places = useRef<HTMLOListElement>(null);
  const read = useRef(-1);
  const learn = useStudio((state) => state.learn);

  useEffect(() => {
    if (at === read.current) return;
    read.current = at;
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (at > 0)
      places.current?.children[at]?.scrollIntoView({ block: 'center', behavior: isStill ? 'instant' : 'smooth' });
  }, [at]);

  useEffect(() => {
    const steps = [...(places.current?.children ?? [])].slice(0, count);
    const isNarrow = matchMedia('(max-width: 900px)').matches;
    const observer = new IntersectionObserver(
      (entries) => {
        const entered = entries.findLast(({ isIntersecting }) => isIntersecting);
        if (!entered) return;
        read.current = steps.indexOf(entered.target);
        learn({ step: read.current + 1 });
      },
      { rootMargin: isNarrow ? '-70% 0px -29% 0px' : '-55% 0px -44% 0px' },
    );
    for (const step of steps) observer.observe(step);
    return () => observer.disconnect();
  }, [count, learn]);

  return { places, goTo: (step) => learn({ step: Math.max(0, Math.min(step, count - 1)) + 1 }) };
}
