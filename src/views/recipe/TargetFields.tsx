import { Group, Select } from '@mantine/core';
import { controlOf, type NumberControl } from '../../engine/recipe/fields';
import { amountOf, amounts, withAmount } from '../../engine/recipe/target';
import { useStudio } from '../../store/studioStore';
import { sizeChoices, sizeTarget } from '../../store/targets';
import { recipeWords } from '../../words/recipeView';
import { amountLabels, amountUnits, tellSize } from '../../words/targets';
import { isTerm } from '../../words/terms';
import { Term } from '../Term';
import { NumberField } from './NumberField';

/** What is measured, and how much of it there may be. */
export function SizeFields({ locked }: { locked: boolean }) {
  const target = useStudio((state) => state.recipe.target);
  const sizes = useStudio((state) => state.network?.sizes);
  const setRecipe = useStudio((state) => state.setRecipe);
  return (
    <Group gap="xs" grow align="flex-start" wrap="nowrap">
      <Select
        label={recipeWords['of-what']}
        disabled={locked}
        allowDeselect={false}
        value={idOf(target)}
        data={sizeChoices.map((choice) => ({ value: idOf(choice), label: tellSize(choice) }))}
        onChange={(chosen) => {
          const choice = sizeChoices.find((known) => idOf(known) === chosen);
          if (choice) setRecipe({ target: sizeTarget(choice.kind, sizes, choice.batch) });
        }}
      />
      <TargetAmount key={idOf(target)} locked={locked} />
    </Group>
  );
}

const idOf = ({ kind, batch }: { readonly kind: string; readonly batch?: number }): string =>
  batch === undefined ? kind : `${kind} ${batch}`;

/** How many of its unit is one of what a person types. */
const scales = { lose: 1, params: 1e3, flops: 1e6, bytes: 1e3, latency: 1 } as const;

export function TargetAmount({ locked }: { locked: boolean }) {
  const target = useStudio((state) => state.recipe.target);
  const setRecipe = useStudio((state) => state.setRecipe);
  const setUnfit = useStudio((state) => state.setUnfit);
  if (target.kind === 'rate') return null;
  const control = controlOf(amounts[target.kind]);
  if (control?.kind !== 'number') throw new Error(`the amount of "${target.kind}" is no number`);
  const scale = scales[target.kind];
  return (
    <NumberField
      name="target"
      label={isTerm(control.term) ? <Term name={control.term}>{amountLabels[target.kind]}</Term> : undefined}
      control={scaledBy(control, scale)}
      unit={amountUnits[target.kind]}
      disabled={locked}
      value={(amountOf(target) ?? 0) / scale}
      onChange={(amount) => amount !== undefined && setRecipe({ target: withAmount(target, amount * scale) })}
      onUnfit={(misfit) => setUnfit('target', misfit)}
    />
  );
}

const scaledBy = (control: NumberControl, scale: number): NumberControl => ({
  ...control,
  least: control.least / scale,
  most: control.most / scale,
  step: scale === 1 ? control.step : 10,
});
