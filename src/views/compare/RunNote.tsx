import { Text } from '@mantine/core';

/** What else is to be said, in small letters below. */
export function RunNote({ children }: { children: string }) {
  return (
    <Text span display="block" size="xs" fw="normal" c="dimmed">
      {children}
    </Text>
  );
}
