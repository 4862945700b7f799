import { type RefObject, useEffect, useRef } from 'react';
import { useStudio } from '../../../store/studioStore';

/** Milliseconds that it takes at most to scroll to a step. */
const scrollTime = 1000;

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
  /** Until then steps only pass by. */
  const scrollsUntil = useRef(0);
  const learn = useStudio((state) => state.learn);

  useEffect(() => {
    if (at === read.current) return;
    const isFirst = read.current < 0;
    read.current = at;
    if (isFirst && at === 0) return;
    const step = places.current?.children[at];
    scrollsUntil.current = performance.now() + scrollTime;
    scrollTo(step, isFirst);
    if (isFirst) void document.fonts.ready.then(() => scrollTo(step, true));
  }, [at]);

  useEffect(() => {
    const steps = [...(places.current?.children ?? [])].slice(0, count);
    const observer = new IntersectionObserver(
      (entries) => {
        const entered = entries.findLast(({ isIntersecting }) => isIntersecting);
        if (!entered || performance.now() < scrollsUntil.current || matchMedia('print').matches) return;
        read.current = steps.indexOf(entered.target);
        learn({ step: read.current + 1 });
      },
      { rootMargin: isNarrow() ? '-70% 0px -29% 0px' : '-55% 0px -44% 0px' },
    );
    for (const step of steps) observer.observe(step);
    const endAtLast = () => {
      if (performance.now() < scrollsUntil.current || read.current === count - 1 || !isAtEnd()) return;
      read.current = count - 1;
      learn({ step: count });
    };
    addEventListener('scroll', endAtLast, { passive: true });
    return () => {
      observer.disconnect();
      removeEventListener('scroll', endAtLast);
    };
  }, [count, learn]);

  return { places, goTo: (step) => learn({ step: Math.max(0, Math.min(step, count - 1)) + 1 }) };
}

function scrollTo(step: Element | undefined, isAtOnce: boolean): void {
  const isStill = isAtOnce || matchMedia('(prefers-reduced-motion: reduce)').matches;
  step?.scrollIntoView({ block: isNarrow() ? 'start' : 'center', behavior: isStill ? 'instant' : 'smooth' });
}

/** The last step need not reach the place where others are read. */
const isAtEnd = (): boolean => scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 2;

/** The figure stands above the text. */
const isNarrow = (): boolean => matchMedia('(max-width: 900px)').matches;
