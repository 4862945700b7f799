import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { type TermName, terms } from './terms';

/** A word with its meaning one hover, focus or touch away. Not for use inside of a button. */
export function Term({ name, children }: { name: TermName; children: ReactNode }) {
  return (
    <Tooltip label={terms[name]} multiline w={260} withArrow events={{ hover: true, focus: true, touch: true }}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the explanation must be reachable by keyboard and touch */}
      <span className="term" tabIndex={0}>
        {children}
      </span>
    </Tooltip>
  );
}
