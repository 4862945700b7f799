/** Of the recipes that this build writes; those of earlier ones have none. */
export const recipeVersion = 3;

/** How every network was trained before recipes had a version and could say it. */
const unsaid = { rateSchedule: 'mild-step', distillation: 0, mirror: 'always' };

/** A recipe of any version with all that it means. */
export const saidInFull = (recipe: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  recipe.version === undefined ? { ...unsaid, ...recipe } : recipe;
