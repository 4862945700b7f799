import { Text } from '@mantine/core';
import { comparingTexts } from '../../words/comparing';
import type { Entry } from './entries';

/** Whose channels are shown, where a mark stands for runs of several seeds. */
export function FirstSeedNote({ ticked }: { readonly ticked: readonly Entry[] }) {
  if (ticked.every(({ rows }) => rows.length === 1)) return null;
  return (
    <Text size="sm" c="dimmed" mt="xs">
      {comparingTexts['first-seed']}
    </Text>
  );
}
