import { isTyping } from '../../isTyping';
import { useKeys } from '../../useKeys';

/** Arrows go a step on or back; with `space`, Space goes on too. */
export function useStepKeys(go: (by: 1 | -1) => void, withSpace = false): void {
  useKeys((event) => {
    if (isTyping(event)) return;
    const isOnButton = event.target instanceof Element && event.target.closest('button, a, [role=slider]') !== null;
    if (event.key === 'ArrowRight' || event.key === 'PageDown') go(1);
    else if (event.key === 'ArrowLeft' || event.key === 'PageUp') go(-1);
    else if (withSpace && event.key === ' ' && !isOnButton) go(1);
    else return;
    event.preventDefault();
  });
}
