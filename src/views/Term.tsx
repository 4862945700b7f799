import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { type TermName, terms } from './terms';

/** A word with its meaning one hover, focus or touch away. */
export function Term({ name, children }: { name: TermName; children: ReactNode }) {
  return (
    <Tooltip label={terms[name]} multiline w={260} withArrow events={{ hover: true, focus: true, touch: true }}>
      <span className="term">{children}</span>
    </Tooltip>
  );
}
