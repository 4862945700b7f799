import { Checkbox } from '@mantine/core';
import { useStudio } from '../../store/studioStore';
import { recipeWords } from '../../words/recipeView';
import { WithTerm } from '../WithTerm';

export function ScratchCheckbox({ locked }: { locked: boolean }) {
  const scratch = useStudio((state) => state.scratch);
  const { setScratch } = useStudio.getState();
  return (
    <Checkbox
      size="xs"
      checked={scratch}
      disabled={locked}
      onChange={({ currentTarget }) => setScratch(currentTarget.checked)}
      label={<WithTerm text={recipeWords.scratch} name="scratch" term={recipeWords['scratch-term']} />}
    />
  );
}
