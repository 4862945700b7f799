/**
 * Trains a network from fresh weights for some epochs: `--model FILE --images full --epochs 3 --seed 1 --out DIR`;
 * images are `bundled` or `full`, all of CIFAR-10.
 */
import { parseArgs } from 'node:util';
import { chooseBackend } from '../../engine/backend/chooseBackend';
import { bindImages } from '../../engine/intake/bindImages';
import { datasetSource, loadFor } from '../../engine/intake/sourceImages';
import { recipeOf } from '../../engine/methods/recipe';
import { freshNetwork } from '../../engine/network/networkBuilder';
import { Random } from '../../engine/random';
import { fineTuning } from '../../engine/train/fineTune';
import { loadCifar10 } from '../dataFiles';
import { openNetwork, saveNetwork } from '../modelFiles';

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { model: text, images: text, epochs: text, seed: text, out: text } });
const { model = '', images = '', epochs = '', seed = '', out = '' } = values;
await chooseBackend(['wasm']);
const { network: opened } = await openNetwork(model);
const { dataset } = await bindImages(
  opened,
  await loadFor(opened, datasetSource(await loadCifar10(images === 'full' ? 'full' : 'bundled'))),
);
const random = new Random(Number(seed));
const network = freshNetwork(opened, random.fork('pre-training'));
const recipe = recipeOf({ learningRate: 0.1 });
for await (const { step, steps, loss } of fineTuning(
  { network, heads: [], mirrors: true },
  dataset,
  recipe,
  Number(epochs),
  random,
))
  if (loss !== undefined) console.log(`step ${step} of ${steps}: loss ${loss.toFixed(3)}`);
await saveNetwork(network, out);
