import { Slider, Text } from '@mantine/core';
import { useStudio } from '../../store/studioStore';
import { tellField } from '../../words/fields';
import { Term } from '../Term';
import { rateRange } from './rateRange';

/** The share that every layer loses. */
export function RateSlider({ locked }: { locked: boolean }) {
  const rate = useStudio((state) => state.recipe.rate);
  const setRecipe = useStudio((state) => state.setRecipe);
  return (
    <>
      <Text size="sm" fw={500} className="numbers">
        <Term name="rate">{tellField('rate')}</Term> {Math.round(100 * rate)}%
      </Text>
      <Slider
        thumbLabel={tellField('rate')}
        disabled={locked}
        {...rateRange}
        label={(value) => `${Math.round(100 * value)}%`}
        value={rate}
        onChange={(value) => setRecipe({ rate: value })}
      />
    </>
  );
}
