import { ActionIcon, Group } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useStudio } from '../../store/studioStore';
import { stepWords } from '../../words/sensitivity';
import { isForField } from '../isTyping';
import { useKeys } from '../useKeys';

/** Takes back what was set in the recipe, and sets it again; so do Ctrl+Z and Ctrl+Shift+Z (or Command) outside of fields. */
export function UndoRedo({ locked }: { locked: boolean }) {
  const hasPast = useStudio(({ history }) => history.past.length > 0);
  const hasFuture = useStudio(({ history }) => history.future.length > 0);
  const undo = useStudio((state) => state.undo);
  const redo = useStudio((state) => state.redo);
  useKeys((event) => {
    if (locked || isForField(event) || event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (event.shiftKey) redo();
    else undo();
  });
  return (
    <Group gap={6}>
      <ActionIcon variant="default" aria-label={stepWords.undo} disabled={locked || !hasPast} onClick={undo}>
        <IconArrowBackUp size={16} />
      </ActionIcon>
      <ActionIcon variant="default" aria-label={stepWords.redo} disabled={locked || !hasFuture} onClick={redo}>
        <IconArrowForwardUp size={16} />
      </ActionIcon>
    </Group>
  );
}
