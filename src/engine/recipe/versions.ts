/** Of the recipes that this build writes; those of earlier ones have none. */
export const recipeVersion = 3;

type Values = Readonly<Record<string, unknown>>;

/** How every network was trained before recipes had a version and could say it. */
const unsaid = { rateSchedule: 'mild-step', distillation: 0, mirror: 'always' };

/** A recipe of any version with all that it means. */
export function saidInFull(recipe: Values): Values {
  if (recipe.version !== undefined) return recipe;
  const { method } = recipe;
  const isNested = typeof method === 'object' && method !== null;
  const rates = withAuxiliaryRate(recipe, recipe);
  return { ...unsaid, ...rates, ...(isNested ? { method: withAuxiliaryRate({ ...method }, recipe) } : {}) };
}

/** Options of a method; its auxiliary training, if it has one, had the learning rate of fine-tuning. */
const withAuxiliaryRate = (options: Values, { learningRate }: Values): Values =>
  'auxiliaryEpochs' in options ? { auxiliaryRate: learningRate, ...options } : options;
