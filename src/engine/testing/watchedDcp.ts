import type { Dataset } from '../data/dataset';
import { dcp } from '../methods/dcp';
import type { Method } from '../methods/method';
import type { Recipe } from '../methods/recipe';
import { disposeNetwork, type Network } from '../network/network';
import { prune } from '../prune/prune';
import type { RunEvent } from '../run/events';
import type { Run } from '../run/run';

/** Sees the network that is being pruned after an event of DCP's own. */
type Look = (pruned: Network, event: RunEvent, run: Run) => void;

/** Runs DCP on a network, which it frees, under the eyes of `look`. */
export async function watchDcp(network: Network, dataset: Dataset, recipe: Recipe, look: Look): Promise<void> {
  const generator = prune(network, dataset, recipe, { methods: [watched(look)] });
  let next = await generator.next();
  while (!next.done) next = await generator.next();
  if (next.value) disposeNetwork(next.value);
  disposeNetwork(network);
}

const watched = (look: Look): Method => ({
  ...dcp,
  prepare: async (scope, options) => {
    const pruning = await dcp.prepare(scope, options);
    return {
      ...pruning,
      async *plan(run) {
        const owned: Network[] = [];
        const own = run.own.bind(run);
        run.own = (made) => {
          owned.push(made);
          return own(made);
        };
        const events = pruning.plan(run);
        let next = await events.next();
        for (; !next.done; next = await events.next()) {
          yield next.value;
          look(owned[0]!, next.value, run);
        }
        return next.value;
      },
    };
  },
});
