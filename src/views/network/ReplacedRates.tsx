import { Button, Group, Text } from '@mantine/core';
import { isActive } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { sensitivityWords, tellReplaced } from '../../words/sensitivity';

/** Says that suggested rates have taken the place of others, as long as nothing else was set since; they can be had back. */
export function ReplacedRates() {
  const suggested = useStudio((state) => state.suggested);
  const layerRates = useStudio((state) => state.recipe.layerRates);
  const isRunning = useStudio(isActive);
  const setRecipe = useStudio((state) => state.setRecipe);
  if (!suggested || suggested.replaced === 0) return null;
  if (JSON.stringify(suggested.rates) !== JSON.stringify(layerRates)) return null;
  return (
    <Group gap="xs" mt={6} role="status">
      <Text size="sm">{tellReplaced(suggested.replaced)}</Text>
      <Button
        size="compact-sm"
        variant="default"
        disabled={isRunning}
        onClick={() => setRecipe({ layerRates: suggested.before })}
      >
        {sensitivityWords['bring-back']}
      </Button>
    </Group>
  );
}
