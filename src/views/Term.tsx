import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { type TermName, tellTerm } from '../words/terms';

/** A word with its meaning one hover, focus or touch away. Not for use inside of a button. */
export function Term({ name, children }: { name: TermName; children: ReactNode }) {
  return (
    <Tooltip label={tellTerm(name)} multiline w={260} withArrow events={{ hover: true, focus: true, touch: true }}>
      {/* biome-ignore lint/a11y: to be reached by keyboard and touch, in labels too, whose click would go on to the field */}
      <span className="term" tabIndex={0} onClick={(event) => event.preventDefault()}>
        {children}
      </span>
    </Tooltip>
  );
}
