import { SegmentedControl, Select, SimpleGrid, Slider, Stack, Text } from '@mantine/core';
import { memo } from 'react';
import { methodNames, type PresetName, presets, type Recipe } from '../../engine/recipe/recipe';
import { presetOf } from '../../store/presets';
import { isActive } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { useStudioLater } from '../../store/useStudioLater';
import { Fold, Folds } from '../Fold';
import { Panel } from '../Panel';
import { Term } from '../Term';
import { LayerRates } from './LayerRates';
import { NumberField, type NumberLimits } from './NumberField';

const methodLabels = { dcp: 'DCP', 'dcp-adapt': 'DCP-Adapt', random: 'Random DCP' } as const;

type NumberName =
  | 'lambda'
  | 'epsilon'
  | 'losses'
  | 'samples'
  | 'fineTuningEpochs'
  | 'seed'
  | 'auxiliaryEpochs'
  | 'channelsPerStep'
  | 'learningRate'
  | 'fineTuningImages';

interface Field extends NumberLimits {
  name: NumberName;
  label: string;
}

const mainFields: Field[] = [
  { name: 'lambda', label: 'λ', min: 0, max: 100, step: 0.1, whole: false },
  { name: 'epsilon', label: 'ε (DCP-Adapt)', min: 0.0001, max: 1, step: 0.001, whole: false },
  { name: 'losses', label: 'Losses P', min: 0, max: 8, step: 1, whole: true },
  { name: 'samples', label: 'Selection samples', min: 10, max: 50000, step: 64, whole: true },
  { name: 'fineTuningEpochs', label: 'Fine-tuning epochs', min: 0, max: 400, step: 1, whole: true },
  { name: 'seed', label: 'Seed', min: 0, max: 999999, step: 1, whole: true },
];

const moreFields: Field[] = [
  { name: 'auxiliaryEpochs', label: 'Auxiliary epochs', min: 0, max: 400, step: 1, whole: true },
  { name: 'fineTuningImages', label: 'Images an epoch', min: 64, max: 50000, step: 500, whole: true },
  { name: 'learningRate', label: 'Learning rate', min: 0.0001, max: 1, step: 0.01, whole: false },
  { name: 'channelsPerStep', label: 'Channels a step', min: 1, max: 64, step: 1, whole: true },
];

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
  return (
    <Panel title="Recipe">
      <Stack gap="sm">
        <SegmentedControl
          aria-label="Preset"
          fullWidth
          disabled={locked}
          value={preset ?? ''}
          data={Object.keys(presets).map((name) => ({ value: name, label: name[0]?.toUpperCase() + name.slice(1) }))}
          onChange={(name) => setPreset(name as PresetName)}
        />
        <Select
          label={<Term name="method">Method</Term>}
          disabled={locked}
          allowDeselect={false}
          value={recipe.method}
          data={methodNames.map((name) => ({ value: name, label: methodLabels[name] }))}
          onChange={(name) => name && setRecipe({ method: name as Recipe['method'] })}
        />
        <div>
          <Text size="sm" fw={500} className="numbers">
            <Term name="rate">Prune rate</Term>{' '}
            {recipe.method === 'dcp-adapt' ? 'found layer by layer' : `${Math.round(100 * recipe.rate)}%`}
          </Text>
          <Slider
            thumbLabel="Prune rate"
            disabled={locked || recipe.method === 'dcp-adapt'}
            min={0}
            max={0.95}
            step={0.05}
            label={(rate) => `${Math.round(100 * rate)}%`}
            value={recipe.rate}
            onChange={(rate) => setRecipe({ rate })}
          />
        </div>
        <Fields fields={mainFields} locked={locked} />
        <Folds>
          <Fold name="layers" title="Layer by layer" term="layerRates">
            <LayerRates locked={locked || recipe.method === 'dcp-adapt'} />
          </Fold>
          <Fold name="more" title="More settings">
            <Stack gap="xs">
              <Fields fields={moreFields} locked={locked} />
              <Select
                label={<Term name="schedule">Schedule</Term>}
                disabled={locked}
                allowDeselect={false}
                value={recipe.schedule}
                data={[
                  { value: 'upfront', label: 'Upfront' },
                  { value: 'stagewise', label: 'Stagewise, as the paper' },
                ]}
                onChange={(name) => name && setRecipe({ schedule: name as Recipe['schedule'] })}
              />
              <Select
                label={<Term name="streams">Residual streams</Term>}
                disabled={locked}
                allowDeselect={false}
                value={recipe.streams}
                data={[
                  { value: 'locked', label: 'Whole, as the paper' },
                  { value: 'pruned', label: 'Pruned as one group' },
                ]}
                onChange={(name) => name && setRecipe({ streams: name as Recipe['streams'], layerRates: {} })}
              />
              <Select
                label={<Term name="scoreNorm">Score</Term>}
                disabled={locked}
                allowDeselect={false}
                value={recipe.score}
                data={[
                  { value: 'slice', label: 'Norm of the slice' },
                  { value: 'kernels', label: 'Sum of kernel norms' },
                ]}
                onChange={(name) => name && setRecipe({ score: name as Recipe['score'] })}
              />
            </Stack>
          </Fold>
        </Folds>
      </Stack>
    </Panel>
  );
});

function Fields({ fields, locked }: { fields: Field[]; locked: boolean }) {
  const recipe = useStudio((state) => state.recipe);
  const setRecipe = useStudio((state) => state.setRecipe);
  const setUnfit = useStudio((state) => state.setUnfit);
  return (
    <SimpleGrid cols={2} spacing="xs" verticalSpacing="xs">
      {fields.map(({ name, label, ...limits }) => (
        <NumberField
          key={name}
          name={label}
          label={<Term name={name}>{label}</Term>}
          disabled={locked}
          value={recipe[name]}
          {...limits}
          {...(name === 'fineTuningImages' ? { emptyMeans: 'all' } : {})}
          onChange={(value) => setRecipe({ [name]: value })}
          onUnfit={(problem) => setUnfit(name, problem)}
        />
      ))}
    </SimpleGrid>
  );
}
