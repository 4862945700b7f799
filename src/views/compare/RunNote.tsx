import { Text } from '@mantine/core';

/** What tells a run from others of its name, below it. */
export function RunNote({ children }: { children: string }) {
  return (
    <Text span display="block" size="xs" fw="normal" c="dimmed">
      {children}
    </Text>
  );
}
