/**
 * `npm run prune -- --model vgg-small --method dcp --rate 0.5 --samples 512 --seed 1 --out DIR [--scratch] [--json]`
 * `--compress int8,twn` or `all` also stores the pruned network in fewer bits: each is measured, and those that TensorFlow.js
 * reads are written to a folder of their name. `--compress-epochs 2` also trains it for each whose weights are of few values.
 * In the place of --rate: --lose POINTS, --params, --flops or --bytes SIZE (150k, 5M, 500kB), --latency MILLISECONDS.
 * --backend webgpu, wasm, webgl or cpu; without it wasm or, where Node has been given a GPU, the faster of both.
 * --model and --data take a file or folder of any format that the page reads.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { proceed } from '../engine/checkpoint';
import { fileEncodings, hasFile } from '../engine/compress/encoded';
import { suffixes } from '../engine/io/formatNames';
import { networkFormats } from '../engine/io/formats';
import { selectionOf } from '../engine/io/selectionJson';
import { prunedName } from '../engine/network/names';
import { disposeNetwork } from '../engine/network/network';
import { scalingId } from '../engine/network/scaling';
import { prune } from '../engine/prune/prune';
import type { LoggedEvent } from '../engine/run/events';
import { takeFastest } from '../engine/train/fasterBackend';
import { logged, newRunId } from '../runs/log';
import { writeLog } from '../runs/logFile';
import { tellBackendNote } from '../words/backend';
import { tellImageNote } from '../words/images';
import { scalingNames, tellDataset } from '../words/names';
import { notesOf } from '../worker/backends';
import { writeWhole } from './files';
import { openNetwork, saveNetwork } from './modelFiles';
import { orExit } from './orExit';
import { readArguments } from './pruneArguments';
import { runImages } from './runImages';
import { startBackends } from './startBackends';
import { TimeLeftLines, tell } from './tell';

const options = await orExit(() => readArguments(process.argv.slice(2)));
const backends = await orExit(() => startBackends(options.backend));
const opened = await orExit(() => openNetwork(options.model));
const { network } = opened;
if (backends.length > 1) {
  const { batchSize } = options.recipe;
  const compared = await orExit(() => takeFastest(network, backends, { batchSize, pass: proceed }));
  for (const note of notesOf(compared)) console.error(tellBackendNote(note));
}
const { dataset, isLabelled, skipped, notes } = await orExit(() => runImages(network, options));
console.error(
  `${network.name} on ${tellDataset(dataset.name)}, pixels ${scalingNames[scalingId(dataset.scaling)]}, ${tf.getBackend()}`,
);
if (!isLabelled) console.error("images without labels: the network's own predictions stand in for them");
if (skipped.length > 0) console.error(`${skipped.length} files are no images: ${skipped.slice(0, 5).join(', ')}`);
for (const note of notes) console.error(tellImageNote(note));

await orExit(() => mkdir(options.out, { recursive: true }));
const tensorsBefore = tf.memory().numTensors;
const id = newRunId();
const events: LoggedEvent[] = [];
const pruned = await orExit(async () => {
  const run = prune(network, dataset, options.recipe, { scratch: options.scratch, compressing: options.compressing });
  const timeLeft = new TimeLeftLines();
  let next = await run.next();
  for (; !next.done; next = await run.next()) {
    const event = logged(id, next.value);
    events.push(event);
    if (options.json) console.log(JSON.stringify(event));
    const line = tell(event) ?? timeLeft.lineFor(event, performance.now() / 1000);
    if (line) console.error(line);
  }
  if (!next.value) throw new Error('the run ended without a network');
  return { ...next.value, name: prunedName(network.name) };
}, 1);
const report = events.find((event) => event.type === 'finished')?.report;
await orExit(async () => {
  const format = options.format ?? opened.format;
  const written = {
    'recipe.json': JSON.stringify(options.recipe, null, 2),
    'events.jsonl': writeLog(events).trimEnd(),
    'selection.json': JSON.stringify(selectionOf(network, report?.layers ?? [], options.recipe.streams), null, 2),
  };
  for (const [file, contents] of Object.entries(written)) await writeFile(join(options.out, file), `${contents}\n`);
  if (format === 'tfjs') await saveNetwork(pruned, options.out);
  else
    await writeFile(join(options.out, `${pruned.name}${suffixes[format]}`), await networkFormats[format].write(pruned));
  for (const id of options.compressing.ids)
    if (hasFile(id)) await saveNetwork(pruned, join(options.out, id), fileEncodings[id]);
  await writeWhole(join(options.out, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
}, 1);
disposeNetwork(pruned);
console.error(
  `tensors alive before the run: ${tensorsBefore}, after: ${tf.memory().numTensors}; written to ${options.out}`,
);
if (report?.stopped !== undefined) process.exitCode = 2;
