import { Select } from '@mantine/core';
import { type RecipeField, type RecipeValues, valuesOf } from '../../engine/methods/recipe';
import type { ChoiceControl, NumberControl } from '../../engine/recipe/fields';
import { useStudio } from '../../store/studioStore';
import { tellChoice, tellField } from '../../words/fields';
import { recipeWords, tellAll } from '../../words/recipeView';
import { isTerm } from '../../words/terms';
import { Term } from '../Term';
import { NumberField } from './NumberField';

interface FieldProps<Control> {
  name: string;
  control: Control;
  locked: boolean;
}

/** The fields of a recipe as the table of fields has them: numbers side by side, then choices. */
export function RecipeFields({ fields, locked }: { fields: readonly RecipeField[]; locked: boolean }) {
  return (
    <>
      <div className="fields">
        {fields.map(({ name, control }) =>
          control.kind === 'choice' ? null : <NumberOf key={name} name={name} control={control} locked={locked} />,
        )}
      </div>
      {fields.map(({ name, control }) =>
        control.kind === 'choice' ? <ChoiceOf key={name} name={name} control={control} locked={locked} /> : null,
      )}
    </>
  );
}

/** A field's value in the recipe, and how to change it. */
function useField(name: string): [value: unknown, set: (value: number | string | undefined) => void] {
  const value = useStudio(({ recipe }) => new Map<string, unknown>(Object.entries(valuesOf(recipe))).get(name));
  const setRecipe = useStudio((state) => state.setRecipe);
  return [value, (changed) => setRecipe({ [name]: changed } satisfies RecipeValues)];
}

function Label({ name, term }: { name: string; term: string }) {
  return isTerm(term) ? <Term name={term}>{tellField(name)}</Term> : tellField(name);
}

function NumberOf({ name, control, locked }: FieldProps<NumberControl>) {
  const [value, set] = useField(name);
  const setUnfit = useStudio((state) => state.setUnfit);
  const { standard, term } = control;
  const train = useStudio((state) => state.images?.train);
  const isAll = name === 'samples' && typeof value === 'number' && train !== undefined && value >= train;
  return (
    <NumberField
      name={name}
      control={control}
      label={<Label name={name} term={term} />}
      disabled={locked}
      value={typeof value === 'number' ? value : undefined}
      {...(standard === undefined ? { emptyMeans: recipeWords.all } : {})}
      {...(isAll ? { unit: tellAll(train) } : {})}
      onChange={set}
      onUnfit={(misfit) => setUnfit(name, misfit)}
    />
  );
}

function ChoiceOf({ name, control, locked }: FieldProps<ChoiceControl>) {
  const [value, set] = useField(name);
  const { choices, term } = control;
  return (
    <Select
      label={<Label name={name} term={term} />}
      disabled={locked}
      allowDeselect={false}
      value={typeof value === 'string' ? value : null}
      data={choices.map((id) => ({ value: id, label: tellChoice(name, id) }))}
      onChange={(id) => id && set(id)}
    />
  );
}
