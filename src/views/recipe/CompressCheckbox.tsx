import { Checkbox } from '@mantine/core';
import { useStudio } from '../../store/studioStore';
import { recipeWords } from '../../words/recipeView';
import { WithTerm } from '../WithTerm';

export function CompressCheckbox({ locked }: { locked: boolean }) {
  const compresses = useStudio((state) => state.compresses);
  const { setCompresses } = useStudio.getState();
  return (
    <Checkbox
      size="xs"
      checked={compresses}
      disabled={locked}
      onChange={({ currentTarget }) => setCompresses(currentTarget.checked)}
      label={<WithTerm text={recipeWords.compress} name="compressed" term={recipeWords['compress-term']} />}
    />
  );
}
