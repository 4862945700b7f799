/**
 * `npm run prune -- --model vgg-small --method dcp --rate 0.5 --samples 512 --seed 1 --out DIR [--json]`
 * --model and --data take a file or folder of any format that the page reads.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { backendNames } from '../engine/backend/names';
import { datasetSource, loadFor, prepareImages } from '../engine/data/prepare';
import type { RunEvent } from '../engine/events';
import { formatNames } from '../engine/io/formatNames';
import { openDropped } from '../engine/io/images';
import type { ImageSource } from '../engine/io/images/source';
import { selectionOf } from '../engine/io/selectionJson';
import { formats } from '../engine/io/writing';
import { disposeNetwork } from '../engine/network/network';
import { prune } from '../engine/prune';
import { presets, type Recipe, recipeSchema } from '../engine/recipe';
import { isApart, type Spread } from '../engine/train/spread';
import { wilsonInterval } from '../engine/train/wilson';
import { loadCifar10 } from './dataFiles';
import { decodeImage, readPath } from './files';
import { openNetwork, saveNetwork } from './modelFiles';
import { orExit } from './orExit';

const numberFlags = {
  rate: 'rate',
  lambda: 'lambda',
  epsilon: 'epsilon',
  losses: 'losses',
  samples: 'samples',
  'channels-per-step': 'channelsPerStep',
  'auxiliary-epochs': 'auxiliaryEpochs',
  'fine-tuning-epochs': 'fineTuningEpochs',
  'fine-tuning-images': 'fineTuningImages',
  'batch-size': 'batchSize',
  'learning-rate': 'learningRate',
  seed: 'seed',
} as const satisfies Record<string, keyof Recipe>;

const text = { type: 'string' } as const;

function readArguments() {
  const { values } = parseArgs({
    options: {
      model: { ...text, default: 'vgg-small' },
      data: text,
      out: text,
      format: text,
      preset: text,
      method: text,
      score: text,
      schedule: text,
      streams: text,
      backend: { ...text, default: 'wasm' },
      json: { type: 'boolean', default: false },
      ...Object.fromEntries(Object.keys(numberFlags).map((flag) => [flag, text])),
    },
  });
  const given = new Map(Object.entries(values));
  const preset = values.preset ?? 'balanced';
  if (!(preset in presets)) throw new Error(`--preset ${preset}: choose from ${Object.keys(presets).join(', ')}`);
  const backend = backendNames.find((name) => name === values.backend);
  if (!backend) throw new Error(`--backend ${values.backend}: choose from ${backendNames.join(', ')}`);
  if (!values.out) throw new Error('--out DIR is missing: the folder to write the pruned network to');
  const format = values.format === undefined ? undefined : formatNames.find((name) => name === values.format);
  if (values.format !== undefined && !format)
    throw new Error(`--format ${values.format}: choose from ${formatNames.join(', ')}`);
  const fields: Record<string, unknown> = { ...presets[preset as keyof typeof presets] };
  for (const name of ['method', 'score', 'schedule', 'streams']) if (given.has(name)) fields[name] = given.get(name);
  for (const [flag, field] of Object.entries(numberFlags)) if (given.has(flag)) fields[field] = Number(given.get(flag));
  const recipe = recipeSchema.safeParse(fields);
  if (!recipe.success) {
    const [issue] = recipe.error.issues;
    throw new Error(`${issue?.path.join('.') || 'recipe'}: ${issue?.message}`);
  }
  const { model, data, out, json } = values;
  return { model, data, out, format, backend, json, recipe: recipe.data };
}

async function openImages(path: string): Promise<ImageSource> {
  const { images } = await openDropped(await readPath(path), decodeImage);
  if (!images)
    throw new Error(`${path}: no images; give class-named folders, a zip of them, IDX, .npz or CIFAR batches`);
  return images;
}

function tell(event: RunEvent): string | undefined {
  if (event.type === 'phase') return `${event.phase}: ${event.detail}`;
  if (event.type === 'measured') {
    const { accuracy, images, isAgreement, params, flops } = event.measured;
    const [low, high] = wilsonInterval(accuracy, images).map((share) => (100 * share).toFixed(1));
    const what = isAgreement ? "agreement with the network's own predictions" : 'accuracy';
    return `${event.which}: ${what} ${(100 * accuracy).toFixed(2)}% (95%: ${low} to ${high}) of ${images} images, ${params} parameters, ${flops} FLOPs`;
  }
  if (event.type === 'latency') {
    const { images, runs, baseline, pruned } = event.latency;
    const inWords = ({ median, q1, q3 }: Spread) => `${median.toFixed(1)} ms (${q1.toFixed(1)} to ${q3.toFixed(1)})`;
    const verdict = isApart(baseline, pruned) ? '' : ': no difference that this machine can tell';
    return `${images} images: ${inWords(baseline)} before, ${inWords(pruned)} pruned, medians and quartiles of ${runs} runs${verdict}`;
  }
  if (event.type === 'selected') return `${event.layer}: keeps ${event.kept.length} of its input channels`;
  return undefined;
}

const options = await orExit(readArguments);
await orExit(() => chooseBackend([options.backend]));
const opened = await orExit(() => openNetwork(options.model));
const { network } = opened;
const { dataset, isLabelled, skipped, scalings } = await orExit(async () => {
  const source = options.data === undefined ? datasetSource(await loadCifar10()) : await openImages(options.data);
  return prepareImages(network, source, await loadFor(network, source));
});
console.error(`${network.name} on ${dataset.name}, pixels ${scalings[0]?.name}, ${options.backend}`);
if (!isLabelled) console.error("images without labels: the network's own predictions stand in for them");
if (skipped.length > 0) console.error(`${skipped.length} files are no images: ${skipped.slice(0, 5).join(', ')}`);

const tensorsBefore = tf.memory().numTensors;
const events: RunEvent[] = [];
const run = prune(network, dataset, options.recipe);
let next = await run.next();
while (!next.done) {
  const event = next.value;
  events.push(event);
  if (options.json) console.log(JSON.stringify(event));
  const line = tell(event);
  if (line) console.error(line);
  next = await run.next();
}
const pruned = next.value;
if (!pruned) throw new Error('the run ended without a network');
await mkdir(options.out, { recursive: true });
const format = options.format ?? opened.format;
if (format === 'tfjs') await saveNetwork(pruned, options.out);
else
  await writeFile(
    join(options.out, `${network.name}-pruned${formats[format].suffix}`),
    await formats[format].write(pruned),
  );
const report = events.find((event) => event.type === 'finished')?.report;
const written = {
  'recipe.json': JSON.stringify(options.recipe, null, 2),
  'events.jsonl': events.map((event) => JSON.stringify(event)).join('\n'),
  'report.json': JSON.stringify(report, null, 2),
  'selection.json': JSON.stringify(selectionOf(network, report?.layers ?? [], options.recipe.streams), null, 2),
};
for (const [file, contents] of Object.entries(written)) await writeFile(join(options.out, file), `${contents}\n`);
disposeNetwork(pruned);
console.error(
  `tensors alive before the run: ${tensorsBefore}, after: ${tf.memory().numTensors}; written to ${options.out}`,
);
