import { NumberInput, SegmentedControl, Select, SimpleGrid, Slider, Stack, Text, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { methodNames, type PresetName, presets, type Recipe } from '../../engine/recipe';
import { useStudio } from '../../store/studioStore';
import { Panel } from '../Panel';
import { terms } from '../terms';

const methodLabels = { dcp: 'DCP', 'dcp-adapt': 'DCP-Adapt', random: 'Random DCP' } as const;

type NumberField = 'lambda' | 'epsilon' | 'losses' | 'samples' | 'fineTuningEpochs' | 'seed';

const fields: Array<{ name: NumberField; label: string; min: number; max: number; step: number; whole: boolean }> = [
  { name: 'lambda', label: 'λ', min: 0, max: 100, step: 0.1, whole: false },
  { name: 'epsilon', label: 'ε (DCP-Adapt)', min: 0.0001, max: 1, step: 0.001, whole: false },
  { name: 'losses', label: 'Losses P', min: 0, max: 8, step: 1, whole: true },
  { name: 'samples', label: 'Selection samples', min: 10, max: 50000, step: 64, whole: true },
  { name: 'fineTuningEpochs', label: 'Fine-tuning epochs', min: 0, max: 400, step: 1, whole: true },
  { name: 'seed', label: 'Seed', min: 0, max: 999999, step: 1, whole: true },
];

export function RecipePanel() {
  const recipe = useStudio((state) => state.recipe);
  const preset = useStudio((state) => state.preset);
  const status = useStudio((state) => state.status);
  const setPreset = useStudio((state) => state.setPreset);
  const setRecipe = useStudio((state) => state.setRecipe);
  const locked = status === 'running' || status === 'paused';
  return (
    <Panel title="Recipe">
      <Stack gap="sm">
        <SegmentedControl
          aria-label="Preset"
          fullWidth
          disabled={locked}
          value={preset}
          data={Object.keys(presets).map((name) => ({ value: name, label: name[0]?.toUpperCase() + name.slice(1) }))}
          onChange={(name) => setPreset(name as PresetName)}
        />
        <Select
          label={<Term text="Method" meaning={terms.method} />}
          disabled={locked}
          allowDeselect={false}
          value={recipe.method}
          data={methodNames.map((name) => ({ value: name, label: methodLabels[name] }))}
          onChange={(name) => name && setRecipe({ method: name as Recipe['method'] })}
        />
        <div>
          <Text size="sm" fw={500} className="numbers">
            <Term text={`Prune rate ${Math.round(100 * recipe.rate)}%`} meaning={terms.rate} />
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
        <SimpleGrid cols={2} spacing="xs" verticalSpacing="xs">
          {fields.map(({ name, label, min, max, step, whole }) => (
            <NumberInput
              key={name}
              label={<Term text={label} meaning={terms[name]} />}
              disabled={locked}
              min={min}
              max={max}
              step={step}
              allowDecimal={!whole}
              clampBehavior="strict"
              value={recipe[name]}
              onChange={(value) => typeof value === 'number' && setRecipe({ [name]: value })}
            />
          ))}
        </SimpleGrid>
        <Text size="xs" c="dimmed">
          Schedule: {recipe.schedule}, {recipe.auxiliaryEpochs} epoch{recipe.auxiliaryEpochs === 1 ? '' : 's'} with the
          auxiliary losses
        </Text>
      </Stack>
    </Panel>
  );
}

function Term({ text, meaning }: { text: ReactNode; meaning: string }) {
  return (
    <Tooltip label={meaning} multiline w={260} withArrow>
      <span style={{ textDecoration: 'underline dotted', textUnderlineOffset: 3 }}>{text}</span>
    </Tooltip>
  );
}
