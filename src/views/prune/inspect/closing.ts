import { flushSync } from 'react-dom';

/** Closes a layer or a channel of it: where what has the focus goes with that, the squares of the layer take the focus. */
export function closing(layer: string | undefined, close: () => void): void {
  const focused = document.activeElement;
  const wasWithin = focused?.closest('.inspector') != null;
  flushSync(close);
  if (wasWithin && !focused.isConnected && layer !== undefined) squaresOf(layer)?.focus();
}

const squaresOf = (layer: string): HTMLElement | null =>
  document.querySelector(`.net-layer[data-layer="${CSS.escape(layer)}"] .channel-cursor`);
