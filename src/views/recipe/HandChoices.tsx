import { Button, Stack, Text } from '@mantine/core';
import { useStudio } from '../../store/studioStore';
import { handWords, tellHandChoices } from '../../words/inspecting';

/** Channels that the recipe keeps or removes by hand, layer by layer. */
export function HandChoices({ locked }: { locked: boolean }) {
  const byHand = useStudio((state) => state.recipe.byHand);
  const setRecipe = useStudio((state) => state.setRecipe);
  const layers = Object.entries(byHand);
  return (
    <Stack gap={6} align="flex-start">
      {layers.length === 0 && <Text size="sm">{handWords.none}</Text>}
      {layers.map(([layer, { keep, remove }]) => (
        <Text key={layer} size="sm" className="numbers">
          {tellHandChoices(layer, keep, remove)}
        </Text>
      ))}
      <Button
        size="compact-sm"
        variant="subtle"
        disabled={locked || layers.length === 0}
        onClick={() => setRecipe({ byHand: {} })}
      >
        {handWords.clear}
      </Button>
    </Stack>
  );
}
