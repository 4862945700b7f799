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
  const options = optionsOf(recipe, recipe);
  const nested = isNested ? { method: optionsOf({ ...method }, recipe) } : {};
  return { ...unsaid, ...options, ...nested, streams: streamsOf(recipe.streams) };
}

/**
 * Options of a method. Its auxiliary training, if it has one, had the learning rate of fine-tuning; a selection on samples
 * took one pass of SGD over them whenever channels joined.
 */
function optionsOf(options: Values, { learningRate, batchSize }: Values): Values {
  const { samples } = options;
  const steps = typeof samples === 'number' && typeof batchSize === 'number' ? Math.ceil(samples / batchSize) : 1;
  return {
    ...('auxiliaryEpochs' in options ? { auxiliaryRate: learningRate } : {}),
    ...('samples' in options ? { solver: 'sgd', sgdSteps: steps } : {}),
    ...options,
  };
}
