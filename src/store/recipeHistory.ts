import { type Recipe, valuesOf } from '../engine/methods/recipe';

/** Recipes that were set before, and those that were taken back since: the nearest last. */
export interface RecipeHistory {
  readonly past: readonly Recipe[];
  readonly future: readonly Recipe[];
}

export const noHistory: RecipeHistory = { past: [], future: [] };

/** Steps that can be taken back. */
const mostSteps = 100;

/** Milliseconds within which changes of the same fields are one step: a slider tells of every place that it passes. */
const together = 800;

/** Remembers what was set before a change. */
export class RecipeSteps {
  private last = { fields: '', at: Number.NEGATIVE_INFINITY };

  /** @param at when, in milliseconds */
  after(history: RecipeHistory, before: Recipe, next: Recipe, at: number): RecipeHistory {
    const fields = changedFields(before, next).join();
    if (fields === '') return history;
    const isSameStep = fields === this.last.fields && at - this.last.at < together && history.past.length > 0;
    const last = history.past.at(-1);
    if (isSameStep && last && changedFields(last, next).length === 0) {
      this.close();
      return { past: history.past.slice(0, -1), future: [] };
    }
    this.last = { fields, at };
    return { past: isSameStep ? history.past : [...history.past, before].slice(-mostSteps), future: [] };
  }

  /** What comes next is a step of its own. */
  close(): void {
    this.last = { fields: '', at: Number.NEGATIVE_INFINITY };
  }
}

function changedFields(before: Recipe, next: Recipe): string[] {
  const old = toldOf(before);
  const changed = toldOf(next);
  const names = new Set([...old.keys(), ...changed.keys()]);
  return [...names].filter((name) => JSON.stringify(old.get(name)) !== JSON.stringify(changed.get(name)));
}

/** The values of all fields; every layer's own rate, and what is decided of every channel, as if they were some. */
function toldOf(recipe: Recipe): Map<string, unknown> {
  const { layerRates = {}, byHand = {}, ...others } = valuesOf(recipe);
  const rates = Object.entries(layerRates).map(([layer, rate]) => [`rate/${layer}`, rate] as const);
  const verdicts = Object.entries(byHand).flatMap(([layer, { keep, remove }]) => [
    ...keep.map((channel) => [`channel/${layer}/${channel}`, 'keep'] as const),
    ...remove.map((channel) => [`channel/${layer}/${channel}`, 'remove'] as const),
  ]);
  return new Map<string, unknown>([...Object.entries(others), ...rates, ...verdicts]);
}
