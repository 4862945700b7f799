import { SegmentedControl, Select, Stack } from '@mantine/core';
import { memo } from 'react';
import { presetNames, presetOf } from '../../engine/methods/presets';
import { fieldsOf, methodIds } from '../../engine/methods/recipe';
import { isActive } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { useStudioLater } from '../../store/useStudioLater';
import { methodWords, presetLabels, tellChoosing } from '../../words/fields';
import { handWords } from '../../words/inspecting';
import { recipeWords } from '../../words/recipeView';
import { Fold, Folds } from '../Fold';
import { Panel } from '../Panel';
import { Term } from '../Term';
import { CompressCheckbox } from './CompressCheckbox';
import { HandChoices } from './HandChoices';
import { HowMuchSmaller } from './HowMuchSmaller';
import { RecipeFields } from './RecipeFields';
import { ScratchCheckbox } from './ScratchCheckbox';
import { UndoRedo } from './UndoRedo';

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
  const fields = fieldsOf(method).filter(({ name }) => name !== 'rate');
  const main = mainFields.flatMap((name) => fields.find((field) => field.name === name) ?? []);
  return (
    <Panel title={recipeWords.title} aside={<UndoRedo locked={locked} />}>
      <Stack gap="sm">
        <HowMuchSmaller locked={locked} />
        <SegmentedControl
          aria-label={recipeWords.preset}
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
          label={<Term name="method">{recipeWords.method}</Term>}
          description={tellChoosing(methodWords[method])}
          inputWrapperOrder={['label', 'input', 'description']}
          disabled={locked}
          allowDeselect={false}
          value={method}
          data={methodIds.map((id) => ({ value: id, label: methodWords[id].name }))}
          onChange={(id) => id && setRecipe({ method: id })}
        />
        <RecipeFields fields={main} locked={locked} />
        <ScratchCheckbox locked={locked} />
        <CompressCheckbox locked={locked} />
        <Folds>
          <Fold name="by-hand" title={handWords.title} term="byHand">
            <HandChoices locked={locked} />
          </Fold>
          <Fold name="more" title={recipeWords.more}>
            <Stack gap="xs">
              <RecipeFields fields={fields.filter((field) => !main.includes(field))} locked={locked} />
            </Stack>
          </Fold>
        </Folds>
      </Stack>
    </Panel>
  );
});
