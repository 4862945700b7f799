import type { Stride } from '../../runs/moments';
import { useStudio } from '../../store/studioStore';
import { isTyping } from '../isTyping';
import { useKeys } from '../useKeys';

/** Space plays and stops; arrows go a channel on or back, with Shift a layer; up and down a stage. */
export function usePlayKeys(): void {
  useKeys((event) => {
    const { view, isPlaying, play, stop, stride } = useStudio.getState();
    if (view !== 'prune' || isTyping(event)) return;
    const isOnButton = event.target instanceof Element && event.target.closest('button, a, summary') !== null;
    const [how, direction] = strides[event.key] ?? [];
    if (event.key === ' ' && !isOnButton) isPlaying ? stop() : play();
    else if (how && direction) stride(event.shiftKey && how === 'channel' ? 'layer' : how, direction);
    else return;
    event.preventDefault();
  });
}

const strides: Readonly<Record<string, readonly [Stride, 1 | -1]>> = {
  ArrowRight: ['channel', 1],
  ArrowLeft: ['channel', -1],
  ArrowDown: ['stage', 1],
  ArrowUp: ['stage', -1],
};
