/** `npm run prune -- --model vgg-small --method dcp --rate 0.5 --samples 512 --seed 1 --out DIR [--json]` */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { backendNames } from '../engine/backend/names';
import type { RunEvent } from '../engine/events';
import { disposeNetwork } from '../engine/network/network';
import { prune } from '../engine/prune';
import { presets, type Recipe, recipeSchema } from '../engine/recipe';
import { loadCifar10 } from './dataFiles';
import { loadNetwork, saveNetwork } from './modelFiles';

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
      out: text,
      preset: text,
      method: text,
      score: text,
      schedule: text,
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
  const fields: Record<string, unknown> = { ...presets[preset as keyof typeof presets] };
  for (const name of ['method', 'score', 'schedule']) if (given.has(name)) fields[name] = given.get(name);
  for (const [flag, field] of Object.entries(numberFlags)) if (given.has(flag)) fields[field] = Number(given.get(flag));
  const recipe = recipeSchema.safeParse(fields);
  if (!recipe.success) {
    const [issue] = recipe.error.issues;
    throw new Error(`${issue?.path.join('.') || 'recipe'}: ${issue?.message}`);
  }
  return { model: values.model, out: values.out, backend, json: values.json, recipe: recipe.data };
}

async function orExit<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    console.error((error instanceof Error ? error.message : String(error)).split('\n')[0]);
    process.exit(2);
  }
}

function tell(event: RunEvent): string | undefined {
  if (event.type === 'phase') return `${event.phase}: ${event.detail}`;
  if (event.type === 'measured') {
    const { accuracy, params, flops, latency } = event.measured;
    return `${event.which}: accuracy ${(100 * accuracy).toFixed(2)}%, ${params} parameters, ${flops} FLOPs, ${latency.toFixed(1)} ms for 32 images`;
  }
  if (event.type === 'selected') return `${event.layer}: keeps ${event.kept.length} of its input channels`;
  return undefined;
}

const options = await orExit(readArguments);
await orExit(() => chooseBackend([options.backend]));
const network = await orExit(() => loadNetwork(options.model));
const dataset = await orExit(loadCifar10);
console.error(`${network.name} on ${dataset.name}, ${options.backend}`);

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
await saveNetwork(pruned, options.out);
const report = events.find((event) => event.type === 'finished')?.report;
const written = {
  'recipe.json': JSON.stringify(options.recipe, null, 2),
  'events.jsonl': events.map((event) => JSON.stringify(event)).join('\n'),
  'report.json': JSON.stringify(report, null, 2),
};
for (const [file, contents] of Object.entries(written)) await writeFile(join(options.out, file), `${contents}\n`);
disposeNetwork(pruned);
console.error(
  `tensors alive before the run: ${tensorsBefore}, after: ${tf.memory().numTensors}; written to ${options.out}`,
);
