import { Button, Group, Text } from '@mantine/core';
import { useStudio } from '../../store/studioStore';
import { recipeWords, tellOwnRates } from '../../words/recipeView';

/** Says that the one rate is not that of all layers, and lets it be. @param count layers with rates of their own, at least 1 */
export function OwnRates({ count, locked }: { count: number; locked: boolean }) {
  const setRecipe = useStudio((state) => state.setRecipe);
  return (
    <Group gap="xs" mt={6}>
      <Text size="sm">{tellOwnRates(count)}</Text>
      <Button size="compact-sm" variant="default" disabled={locked} onClick={() => setRecipe({ layerRates: {} })}>
        {recipeWords['all-alike']}
      </Button>
    </Group>
  );
}
