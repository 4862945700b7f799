import { ActionIcon } from '@mantine/core';
import { useFullscreenDocument } from '@mantine/hooks';
import { IconMaximize, IconMinimize } from '@tabler/icons-react';
import { learnWords } from '../../../words/lessons/frame';

/** The whole screen for the lesson; nothing where the browser has no such thing. */
export function FullScreenButton() {
  const { fullscreen, toggle } = useFullscreenDocument();
  if (!document.fullscreenEnabled) return null;
  const name = learnWords[fullscreen ? 'full-screen-end' : 'full-screen'];
  return (
    <ActionIcon variant="default" size="xl" aria-label={name} title={name} onClick={() => void toggle()}>
      {fullscreen ? <IconMinimize /> : <IconMaximize />}
    </ActionIcon>
  );
}
