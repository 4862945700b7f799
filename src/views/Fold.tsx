import { Accordion } from '@mantine/core';
import type { ReactNode } from 'react';

/** Parts of a panel that open on demand. */
export function Folds({ children }: { children: ReactNode }) {
  return (
    <Accordion chevronPosition="left" classNames={{ control: 'fold-control', label: 'fold-label', content: 'fold' }}>
      {children}
    </Accordion>
  );
}

export function Fold({ name, title, children }: { name: string; title: ReactNode; children: ReactNode }) {
  return (
    <Accordion.Item value={name}>
      <Accordion.Control>{title}</Accordion.Control>
      <Accordion.Panel>{children}</Accordion.Panel>
    </Accordion.Item>
  );
}
