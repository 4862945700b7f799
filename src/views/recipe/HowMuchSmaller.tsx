import { Radio, Stack, Text } from '@mantine/core';
import { useStudio } from '../../store/studioStore';
import { tooFewToSplit, towards, type Way, wayOf, ways } from '../../store/targets';
import { recipeTexts } from '../../words/fields';
import { tellWay, wayNames, wayWarnings } from '../../words/targets';
import { fill } from '../../words/text';
import { Term } from '../Term';
import { OwnRates } from './OwnRates';
import { RateSlider } from './RateSlider';
import { SizeFields, TargetAmount } from './TargetFields';

/** The first choice of a recipe: what it is to reach, and how much of that. */
export function HowMuchSmaller({ locked }: { locked: boolean }) {
  const recipe = useStudio((state) => state.recipe);
  const sizes = useStudio((state) => state.network?.sizes);
  const setRecipe = useStudio((state) => state.setRecipe);
  const way = wayOf(recipe);
  const own = Object.keys(recipe.layerRates).length;
  return (
    <div>
      <Radio.Group
        label={<Term name="target">{recipeTexts['target-question']}</Term>}
        value={way}
        onChange={(chosen) => {
          const next = ways.find((known) => known === chosen);
          if (next && next !== way) setRecipe(towards(next, recipe, sizes));
        }}
      >
        <Stack gap={6} mt={6}>
          {ways.map((each) => (
            <Radio key={each} size="sm" value={each} label={wayNames[each]} disabled={locked} />
          ))}
        </Stack>
      </Radio.Group>
      <div className="way">
        <Amount way={way} locked={locked} />
        {way === 'rate' && own > 0 ? (
          <OwnRates count={own} locked={locked} />
        ) : (
          <Text size="xs" c="dimmed" mt={6}>
            {tellWay(way, recipe.tries)}
          </Text>
        )}
        {way === 'lose' && <FewImages />}
      </div>
    </div>
  );
}

/** Says it where a loss cannot be judged on images that are set apart. */
function FewImages() {
  const least = useStudio(({ images }) => images && tooFewToSplit(images.train));
  if (least === undefined) return null;
  return (
    <Text size="xs" mt={6} role="note">
      {fill(wayWarnings['not-apart'], { least })}
    </Text>
  );
}

function Amount({ way, locked }: { way: Way; locked: boolean }) {
  switch (way) {
    case 'lose':
      return <TargetAmount locked={locked} />;
    case 'size':
      return <SizeFields locked={locked} />;
    case 'rate':
      return <RateSlider locked={locked} />;
    case 'adapt':
      return null;
  }
}
