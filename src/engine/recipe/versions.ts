/** Of the recipes that this build writes; those of earlier ones have none. */
export const recipeVersion = 3;

type Values = Readonly<Record<string, unknown>>;

/** How every network was trained before recipes had a version and could say it. */
const unsaid = { rateSchedule: 'mild-step', distillation: 0, mirror: 'always' };

/** Streams that were whole left what convolutions read to be pruned, and nothing else. */
const streamsOf = (streams: unknown): string => (streams === 'pruned' ? 'pruned' : 'convolutions');

/** A recipe of any version with all that it means. */
export function saidInFull(recipe: Values): Values {
  if (recipe.version !== undefined) return recipe;
  const { method } = recipe;
  const isNested = typeof method === 'object' && method !== null;
  const rates = withAuxiliaryRate(recipe, recipe);
  const nested = isNested ? { method: withAuxiliaryRate({ ...method }, recipe) } : {};
  return { ...unsaid, ...rates, ...nested, streams: streamsOf(recipe.streams) };
}

/** Options of a method; its auxiliary training, if it has one, had the learning rate of fine-tuning. */
const withAuxiliaryRate = (options: Values, { learningRate }: Values): Values =>
  'auxiliaryEpochs' in options ? { auxiliaryRate: learningRate, ...options } : options;
