import { SegmentedControl, Select, Slider, Stack, Text } from '@mantine/core';
import { memo } from 'react';
import { choosesWidths, fieldsOf, methodIds } from '../../engine/methods/recipe';
import { presetNames, presetOf } from '../../store/presets';
import { isActive } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { useStudioLater } from '../../store/useStudioLater';
import { methodWords, presetLabels, tellField } from '../../words/fields';
import { Fold, Folds } from '../Fold';
import { Panel } from '../Panel';
import { Term } from '../Term';
import { LayerRates } from './LayerRates';
import { RecipeFields } from './RecipeFields';
import { rateRange } from './rateRange';

/** Fields that are always in sight, in their order; the others are folded away. */
const mainFields = ['lambda', 'epsilon', 'losses', 'samples', 'fineTuningEpochs', 'seed'];

/** The many inputs are locked a little after a run has started, in slices that hold nothing up. */
export function RecipePanel() {
  const locked = useStudioLater(isActive);
  return <RecipeForm locked={locked} />;
}

const RecipeForm = memo(function RecipeForm({ locked }: { locked: boolean }) {
  const recipe = useStudio((state) => state.recipe);
  const preset = useStudio(presetOf);
  const setPreset = useStudio((state) => state.setPreset);
  const setRecipe = useStudio((state) => state.setRecipe);
  const method = recipe.method.id;
  const findsWidths = choosesWidths(method);
  const fields = fieldsOf(method).filter(({ name }) => name !== 'rate');
  const main = mainFields.flatMap((name) => fields.find((field) => field.name === name) ?? []);
  return (
    <Panel title="Recipe">
      <Stack gap="sm">
        <SegmentedControl
          aria-label="Preset"
          fullWidth
          disabled={locked}
          value={preset ?? ''}
          data={presetNames.map((name) => ({ value: name, label: presetLabels[name] }))}
          onChange={(chosen) => {
            const name = presetNames.find((known) => known === chosen);
            if (name) setPreset(name);
          }}
        />
        <Select
          label={<Term name="method">Method</Term>}
          disabled={locked}
          allowDeselect={false}
          value={method}
          data={methodIds.map((id) => ({ value: id, label: methodWords[id].name }))}
          onChange={(id) => id && setRecipe({ method: id })}
        />
        <div>
          <Text size="sm" fw={500} className="numbers">
            <Term name="rate">{tellField('rate')}</Term>{' '}
            {findsWidths ? 'found layer by layer' : `${Math.round(100 * recipe.rate)}%`}
          </Text>
          <Slider
            thumbLabel={tellField('rate')}
            disabled={locked || findsWidths}
            {...rateRange}
            label={(rate) => `${Math.round(100 * rate)}%`}
            value={recipe.rate}
            onChange={(rate) => setRecipe({ rate })}
          />
        </div>
        <RecipeFields fields={main} locked={locked} />
        <Folds>
          <Fold name="layers" title="Layer by layer" term="layerRates">
            <LayerRates locked={locked || findsWidths} />
          </Fold>
          <Fold name="more" title="More settings">
            <Stack gap="xs">
              <RecipeFields fields={fields.filter((field) => !main.includes(field))} locked={locked} />
            </Stack>
          </Fold>
        </Folds>
      </Stack>
    </Panel>
  );
});
