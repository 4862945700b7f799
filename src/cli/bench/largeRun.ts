/** `tsx largeRun.ts NAME`: prunes a network of large images in a memory of its own, and prints what each phase took as JSON. */
import * as tf from '@tensorflow/tfjs';
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { chooseBackend } from '../../engine/backend/chooseBackend';
import { memoryOf } from '../../engine/backend/wasm/kernelMemory';
import type { Dataset, ImagePart } from '../../engine/data/dataset';
import { type Recipe, recipeOf } from '../../engine/methods/recipe';
import { mobilenetV2 } from '../../engine/models/mobilenetV2';
import { cifarResnet } from '../../engine/models/resnet';
import { vgg } from '../../engine/models/vgg';
import { disposeNetwork, type Network } from '../../engine/network/network';
import { prune } from '../../engine/prune/prune';
import { Random } from '../../engine/random';
import { tellMemory } from '../../words/memory';
import { tellPhase } from '../../words/phases';
import { type LargeResult, type LargeRun, largeRuns, smallRuns } from './largeRuns';

const classes = 10;

/** By the first word of a run's name. */
const networks: Record<string, (size: number) => Network> = {
  '256x256': (size) => {
    const blocks = [
      [32, 32],
      [64, 64],
      [128, 128],
      [256, 256, 160],
    ];
    return vgg('1.5 million parameters', { blocks, classes, inputShape: [size, size, 3] }, new Random(1));
  },
  MobileNetV2: (size) => mobilenetV2('MobileNetV2', { classes, size }, new Random(1)),
  plain: (size) =>
    vgg('plain', { blocks: [[24, 24], [32], [32]], classes, inputShape: [size, size, 3] }, new Random(1)),
  residual: (size) => cifarResnet('residual', { blocks: 1, classes, size }, new Random(1)),
  mobile: (size) => mobilenetV2('mobile', { classes, size }, new Random(1)),
};

/** Random bytes: memory does not look at them. */
function noise(size: number, train: number, test: number): Dataset {
  const random = new Random(1);
  const part = (count: number): ImagePart => ({
    images: Uint8Array.from({ length: count * size * size * 3 }, () => random.integer(256)),
    labels: Uint16Array.from({ length: count }, (_, index) => index % classes),
  });
  return {
    name: 'noise',
    classes: Array.from({ length: classes }, (_, label) => String(label)),
    shape: [size, size, 3],
    scaling: { kind: 'symmetric' },
    train: part(train),
    test: part(test),
  };
}

function heapOf(backend: tf.KernelBackend): number {
  if (!(backend instanceof BackendWasm)) throw new Error('the wasm backend did not start');
  return memoryOf(backend).buffer.byteLength;
}

async function measured(network: Network, dataset: Dataset, recipe: Recipe, budget: number): Promise<LargeResult> {
  const result: LargeResult = { told: '', estimate: 0, phases: [] };
  let since = performance.now();
  const settle = () => {
    const current = result.phases.at(-1);
    if (current) {
      current.seconds += (performance.now() - since) / 1000;
      current.heap = heapOf(tf.backend());
    }
    since = performance.now();
  };
  const run = prune(network, dataset, recipe, { budget });
  let next = await run.next();
  for (; !next.done; next = await run.next()) {
    settle();
    const event = next.value;
    if (event.type === 'memory') {
      result.told = tellMemory(event.use);
      console.error(result.told);
      result.estimate = Math.max(...event.use.phases.map(({ bytes }) => bytes));
    }
    if (event.type === 'phase')
      console.error(
        `${Math.round(performance.now() / 1000)} s, ${Math.round(heapOf(tf.backend()) / 2 ** 20)} MiB: ${tellPhase(event)}`,
      );
    if (event.type === 'phase' && result.phases.at(-1)?.phase !== event.phase)
      result.phases.push({ phase: event.phase, seconds: 0, heap: 0 });
  }
  settle();
  if (next.value) disposeNetwork(next.value);
  return result;
}

const name = process.argv[2] ?? '';
const run = Object.entries<LargeRun>({ ...largeRuns, ...smallRuns }).find(([known]) => known === name)?.[1];
const build = networks[name.split(',')[0] ?? ''];
if (!run || !build) throw new Error(`choose from ${Object.keys({ ...largeRuns, ...smallRuns }).join(', ')}`);
await chooseBackend(['wasm']);
const { size, samples, channelsPerStep, evaluated, budget } = run;
const batch = 64;
// Untrained weights on noise go astray by the discrimination loss: its gradient is computed all the same, and left.
const recipe = recipeOf({
  ...{ samples, channelsPerStep, batchSize: batch, lambda: 0 },
  ...{ fineTuningImages: batch, fineTuningEpochs: 2, learningRate: 1e-3 },
});
const images = noise(size, Math.max(samples, batch), evaluated);
console.log(JSON.stringify(await measured(build(size), images, recipe, budget)));
process.exit(0);
