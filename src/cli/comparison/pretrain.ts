/**
 * Trains a network from fresh weights for some epochs, on the images that `npm run prune` takes by the options after `--`, of
 * which it also has the network, the seed and where to write: `--epochs 3 -- --model FILE --data FOLDER --seed 1 --out DIR`.
 * Images are mirrored where a run by these options would mirror them, that is where the network, as it is before, answers
 * mirrored ones as well.
 */
import { parseArgs } from 'node:util';
import { chooseBackend } from '../../engine/backend/chooseBackend';
import { proceed } from '../../engine/checkpoint';
import type { Dataset } from '../../engine/data/dataset';
import { InputError } from '../../engine/errors';
import { recipeOf } from '../../engine/methods/recipe';
import type { Network } from '../../engine/network/network';
import { freshNetwork } from '../../engine/network/networkBuilder';
import { Random } from '../../engine/random';
import { splitOf } from '../../engine/run/scope';
import { fineTuning } from '../../engine/train/fineTune';
import { answeringMirrored, mayMirror } from '../../engine/train/mirroring';
import { tellDataset } from '../../words/names';
import { openNetwork, saveNetwork } from '../modelFiles';
import { orExit } from '../orExit';
import { readArguments } from '../pruneArguments';
import { runImages } from '../runImages';
import '../relaxedSimd';

const { values, positionals } = parseArgs({ options: { epochs: { type: 'string' } }, allowPositionals: true });
const options = readArguments(positionals);
await chooseBackend(['wasm']);
const { network: opened } = await openNetwork(options.model);
const { dataset } = await runImages(opened, options);
const mirrors = await isMirrored(opened, dataset);
console.log(`${opened.name} on ${tellDataset(dataset.name)}, ${mirrors ? 'half of the images' : 'none'} mirrored`);
const random = new Random(options.recipe.seed);
const network = freshNetwork(opened, random.fork('pre-training'));
await orExit(train);
await saveNetwork(network, options.out);

/** @throws InputError once a loss is no number, which a network without batch norms may come to */
async function train(): Promise<void> {
  const recipe = recipeOf({ learningRate: 0.1 });
  const trained = { network, heads: [], mirrors };
  for await (const { step, steps, loss } of fineTuning(trained, dataset, recipe, Number(values.epochs), random)) {
    if (loss === undefined) continue;
    console.log(`step ${step} of ${steps}: loss ${loss.toFixed(3)}`);
    if (!Number.isFinite(loss)) throw new InputError('diverged.pre-training', { step });
  }
}

/** By the recipe; where that leaves it to the network, as a run decides it. */
async function isMirrored(network: Network, dataset: Dataset): Promise<boolean> {
  const { mirror } = options.recipe;
  if (mirror !== 'auto') return mirror === 'always';
  const { validation } = splitOf(dataset, options.recipe);
  const answering = answeringMirrored(network, dataset, validation, { pass: proceed, tell: () => undefined });
  let next = await answering.next();
  while (!next.done) next = await answering.next();
  return mayMirror(next.value);
}
