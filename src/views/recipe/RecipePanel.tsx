import { SegmentedControl, Select, Stack } from '@mantine/core';
import { memo } from 'react';
import { presetNames, presetOf } from '../../engine/methods/presets';
import { fieldsOf, methodIds } from '../../engine/methods/recipe';
import { useOpenFolds } from '../../store/openFolds';
import { isActive } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { useStudioLater } from '../../store/useStudioLater';
import { tellTrained } from '../../words/comparing';
import { methodWords, presetLabels, tellChoosing } from '../../words/fields';
import { handWords } from '../../words/inspecting';
import { recipeWords, tellTraining } from '../../words/recipeView';
import { Fold, Folds } from '../Fold';
import { Panel } from '../Panel';
import { Term } from '../Term';
import { CompressCheckbox } from './CompressCheckbox';
import { HandChoices } from './HandChoices';
import { HowMuchSmaller } from './HowMuchSmaller';
import { RecipeFields } from './RecipeFields';
import { ScratchCheckbox } from './ScratchCheckbox';
import { UndoRedo } from './UndoRedo';

/** Fields of methods and training that are met first, in their order; the others are folded away. */
const mainFields = ['lambda', 'epsilon', 'losses', 'samples', 'fineTuningEpochs', 'seed'];

/** The many inputs are locked a little after a run has started, in slices that hold nothing up. */
export function RecipePanel() {
  const locked = useStudioLater(isActive);
  return <RecipeForm locked={locked} />;
}

const setOpen = (open: string[]) => useOpenFolds.setState({ open });

const RecipeForm = memo(function RecipeForm({ locked }: { locked: boolean }) {
  const method = useStudio(({ recipe }) => recipe.method.id);
  const epochs = useStudio(({ recipe }) => recipe.fineTuningEpochs);
  const images = useStudio(({ recipe }) => recipe.fineTuningImages);
  const preset = useStudio(presetOf);
  const open = useOpenFolds((folds) => folds.open);
  return (
    <Panel title={recipeWords.title} aside={<UndoRedo locked={locked} />}>
      <Stack gap="sm">
        <HowMuchSmaller locked={locked} />
        <Folds value={open} onChange={setOpen}>
          <Fold name="training" title={tellTraining(method, preset, tellTrained(epochs, images))}>
            <TrainingFields locked={locked} />
          </Fold>
          <Fold name="by-hand" title={handWords.title} term="byHand">
            <HandChoices locked={locked} />
          </Fold>
        </Folds>
      </Stack>
    </Panel>
  );
});

/** The method with its own fields, and how the network is trained. */
function TrainingFields({ locked }: { locked: boolean }) {
  const method = useStudio(({ recipe }) => recipe.method.id);
  const setRecipe = useStudio((state) => state.setRecipe);
  const fields = fieldsOf(method).filter(({ name }) => name !== 'rate');
  const main = mainFields.flatMap((name) => fields.find((field) => field.name === name) ?? []);
  return (
    <Stack gap="sm">
      <PresetChoice locked={locked} />
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
        <Fold name="more" title={recipeWords.more}>
          <Stack gap="xs">
            <RecipeFields fields={fields.filter((field) => !main.includes(field))} locked={locked} />
          </Stack>
        </Fold>
      </Folds>
    </Stack>
  );
}

function PresetChoice({ locked }: { locked: boolean }) {
  const preset = useStudio(presetOf);
  const setPreset = useStudio((state) => state.setPreset);
  return (
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
  );
}
