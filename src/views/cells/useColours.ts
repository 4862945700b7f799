import { useComputedColorScheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMemo } from 'react';
import type { Cell } from './cells';
import type { Colours } from './drawCells';

/** The colours of squares, as the style sheet has them for the scheme that is on. */
export function useColours(): Colours {
  const scheme = useComputedColorScheme('light');
  const isForced = useMediaQuery('(forced-colors: active)');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the style sheet answers by scheme
  return useMemo(readColours, [scheme, isForced]);
}

function readColours(): Colours {
  const probe = document.createElement('i');
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const colour = (cell: Cell | 'hand'): string => {
    probe.style.color = `var(--cell-${cell})`;
    return style.color;
  };
  const colours = {
    undecided: colour('undecided'),
    joining: colour('joining'),
    kept: colour('kept'),
    removed: colour('removed'),
    hand: colour('hand'),
  };
  probe.remove();
  return colours;
}
