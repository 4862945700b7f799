import { compressingWork } from '../compress/compress';
import type { Compressing } from '../compress/ids';
import type { Dataset } from '../data/dataset';
import { InputError } from '../errors';
import { memoryBudget } from '../memory/budget';
import { methods } from '../methods';
import type { Method, Pruning } from '../methods/method';
import type { Network } from '../network/network';
import type { LoggedRecipe } from '../recipe/common';
import { type Scope, scopeOf } from '../run/scope';
import { expectedScope } from './search/expected';

/** What a run may take, and does besides pruning. */
export interface Asked {
  /** Bytes of memory. */
  readonly budget?: number;
  /** To choose from, by their ids. */
  readonly methods?: readonly Method[];
  /** The pruned widths are also trained from scratch, with the same images, epochs and rate: what pruning is worth. */
  readonly scratch?: boolean;
  /** The pruned network is also stored in fewer bits, and measured. */
  readonly compressing?: Compressing;
}

/** What a run is going to do. */
export interface PlannedRun {
  readonly scope: Scope;
  readonly chosen: Method;
  readonly method: Pruning;
  /** Its target is other than the recipe's rates. */
  readonly isSearch: boolean;
  readonly compressing: Compressing;
}

/** @throws InputError if there is nothing to prune or nothing to prune by, or the target cannot be met */
export async function planRun(
  network: Network,
  dataset: Dataset,
  recipe: LoggedRecipe,
  {
    budget = memoryBudget,
    methods: known = methods,
    scratch = false,
    compressing = { ids: [], epochs: 0 },
  }: Asked = {},
): Promise<PlannedRun> {
  const chosen = methodOf(recipe, known);
  const whole = scopeOf(network, dataset, recipe, chosen.choosesWidths, budget);
  const scope = { ...expectedScope(whole), trainsScratch: scratch, compressions: compressingWork(compressing) };
  const isSearch = recipe.target.kind !== 'rate';
  if (isSearch && chosen.choosesWidths) throw new InputError('target.method', { method: chosen.id });
  return { scope, chosen, method: await chosen.prepare(scope, recipe.method), isSearch, compressing };
}

function methodOf({ method }: LoggedRecipe, known: readonly Method[]): Method {
  const found = known.find(({ id }) => id === method.id);
  if (!found) throw new Error(`there is no method "${method.id}"`);
  return found;
}
