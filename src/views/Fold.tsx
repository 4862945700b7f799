import { Accordion, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TermName } from '../words/terms';
import { frameWords } from '../words/views';
import { Term } from './Term';

interface FoldsProps {
  readonly children: ReactNode;
  /** Names of the open ones, where that outlives the panel. */
  readonly value?: string[];
  readonly onChange?: (open: string[]) => void;
}

/**
 * Parts of a panel that open on demand. They open at once: Mantine's moving fold stays shut for good where it was told
 * to open while a fold around it still hid it, and what it pushes down slips from under the focus meanwhile.
 */
export function Folds({ children, ...kept }: FoldsProps) {
  return (
    <Accordion
      multiple
      {...kept}
      transitionDuration={0}
      chevronPosition="left"
      classNames={{ control: 'fold-control', label: 'fold-label', content: 'fold' }}
    >
      {children}
    </Accordion>
  );
}

/** @param term explained beside the title */
export function Fold({
  name,
  title,
  term,
  children,
}: {
  name: string;
  title: string;
  term?: TermName;
  children: ReactNode;
}) {
  return (
    <Accordion.Item value={name}>
      <Group gap="xs" wrap="nowrap">
        <Accordion.Control>{title}</Accordion.Control>
        {term && (
          <Text size="xs" c="dimmed" span flex="none">
            <Term name={term}>{frameWords.meaning}</Term>
          </Text>
        )}
      </Group>
      <Accordion.Panel>{children}</Accordion.Panel>
    </Accordion.Item>
  );
}
