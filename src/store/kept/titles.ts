/** What kept runs go by, and what tells those of the same title apart. */
import { choosesWidths } from '../../engine/methods/recipe';
import type { LoggedRecipe } from '../../engine/recipe/common';
import { amountOf } from '../../engine/recipe/target';
import { tellOption, tellRun } from '../../words/comparing';
import { tellTarget } from '../../words/targets';
import type { KeptRun } from './keptRun';

/** The name that a person gave it, else its method and the share of channels that it removes. */
export const titleOf = (run: KeptRun): string => run.name ?? tellRun(run.recipe.method.id, shareRemoved(run));

/** The share of channels that a run was to remove, or did where that was left to it. */
export function shareRemoved({ recipe, report }: Pick<KeptRun, 'recipe' | 'report'>): number {
  const { method, target, rate, layerRates, byHand } = recipe;
  const isForAll = Object.keys(layerRates).length + Object.keys(byHand).length === 0;
  const isAsked = target.kind === 'rate' && isForAll && !choosesWidths(method.id);
  const channels = report?.layers.reduce((sum, layer) => sum + layer.channels, 0) ?? 0;
  if (!report || isAsked || channels === 0) return rate;
  return 1 - report.layers.reduce((sum, { kept }) => sum + kept.length, 0) / channels;
}

/**
 * The options of a run that others of its title, of the same network and images, have otherwise, each as words.
 *
 * @param told options that stand beside it anyway
 */
export function tellApart(run: KeptRun, all: readonly KeptRun[], told: readonly string[] = []): string[] {
  const { network, images } = run;
  const alike = all.filter((other) => other.network === network && other.images === images);
  const others = alike.filter((other) => titleOf(other) === titleOf(run)).map(({ recipe }) => optionsOf(recipe));
  const own = optionsOf(run.recipe);
  const names = new Set([own, ...others].flatMap((options) => Object.keys(options)));
  return [...names]
    .filter((name) => !told.includes(name) && others.some((options) => options[name] !== own[name]))
    .map((name) => tellOption(name, own[name]));
}

type Options = Readonly<Record<string, number | string | undefined>>;

/** Those that are single numbers or choices; the target in words. */
function optionsOf({ method, target, ...common }: LoggedRecipe): Options {
  const { id: _, ...options } = method;
  const single = Object.entries({ ...common, ...options }).filter(([, value]) => typeof value !== 'object');
  return {
    ...Object.fromEntries(single),
    target: tellTarget(target.kind, amountOf(target), target.kind === 'latency' ? target.batch : undefined),
  };
}
