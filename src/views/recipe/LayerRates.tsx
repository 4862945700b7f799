import { Button, Group, Slider, Stack, Text } from '@mantine/core';
import { ownEntry } from '../../engine/recipe/ownEntry';
import { useStudio } from '../../store/studioStore';
import { tellGroup } from '../../words/names';
import { recipeWords } from '../../words/recipeView';
import { fill } from '../../words/text';
import { rateRange } from './rateRange';

/** One slider a prunable layer; a layer without a rate of its own follows the recipe's. */
export function LayerRates({ locked }: { locked: boolean }) {
  const layers = useStudio((state) => state.network?.layers[state.recipe.streams]);
  const { rate, layerRates } = useStudio((state) => state.recipe);
  const setRecipe = useStudio((state) => state.setRecipe);
  if (!layers) return <Text size="sm">{recipeWords['open-first']}</Text>;
  return (
    <Stack gap={6}>
      {layers.map(({ name }) => {
        const own = ownEntry(layerRates, name);
        return (
          <Group key={name} gap="xs" wrap="nowrap">
            <Text size="sm" w={64} truncate c={own === undefined ? 'dimmed' : 'bright'}>
              {tellGroup(name)}
            </Text>
            <Slider
              flex={1}
              size="sm"
              thumbLabel={fill(recipeWords['rate-of'], { layer: tellGroup(name) })}
              disabled={locked}
              color={own === undefined ? 'gray' : 'leaf'}
              {...rateRange}
              label={null}
              value={own ?? rate}
              onChange={(value) => setRecipe({ layerRates: { ...layerRates, [name]: value } })}
            />
            <Text size="sm" w={36} ta="right" className="numbers">
              {Math.round(100 * (own ?? rate))}%
            </Text>
          </Group>
        );
      })}
      <Button
        size="compact-sm"
        variant="subtle"
        disabled={locked || Object.keys(layerRates).length === 0}
        onClick={() => setRecipe({ layerRates: {} })}
      >
        {recipeWords['all-as-above']}
      </Button>
    </Stack>
  );
}
