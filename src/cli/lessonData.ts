/** `npm run lessons`: computes what the lessons show besides recorded runs, into public/lessons; takes some minutes. */
import { mkdirSync, writeFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { type PrunableGroup, prunableGroups } from '../engine/channels/prunableGroups';
import { mask } from '../engine/channels/surgery';
import { proceed } from '../engine/checkpoint';
import { makeImages } from '../engine/data/batches';
import { type Dataset, imageOf } from '../engine/data/dataset';
import { effectOf } from '../engine/inspect/effect';
import { featureMaps } from '../engine/inspect/featureMaps';
import { harbourImages } from '../engine/lessons/harbourImages';
import { harbourNetwork } from '../engine/lessons/harbourNetwork';
import { LessonLayer, type LessonSelection } from '../engine/lessons/lessonLayer';
import type { SelectionByHand } from '../engine/lessons/selectByHand';
import { execute, imageFeeds } from '../engine/network/execute';
import { logitsNetwork } from '../engine/network/logits';
import { cloneNetwork, disposeNetwork, type Network } from '../engine/network/network';
import { loadCifar10 } from './dataFiles';
import { mistakesOf } from './lessonMistakes';
import { loadNetwork } from './modelFiles';

const folder = 'public/lessons';
/** The test image that lesson 1 looks at. */
const shownImage = 6;

await chooseBackend(['wasm']);
mkdirSync(folder, { recursive: true });

const writers = {
  harbour: writeHarbour,
  losses: writeThirdConvolution,
  channel: writeChannels,
  mistakes: writeMistakes,
} as const;

const asked = process.argv.slice(2);
for (const [name, writer] of Object.entries(writers)) if (asked.length === 0 || asked.includes(name)) await writer();

function write(name: string, told: unknown): void {
  const text = JSON.stringify(told, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(6)) : value));
  writeFileSync(`${folder}/${name}.json`, `${text}\n`);
  console.log(`${folder}/${name}.json: ${text.length} bytes`);
}

async function selected(
  layer: LessonLayer,
  asked: LessonSelection,
): Promise<Pick<LessonSelection, 'head' | 'lambda'> & SelectionByHand> {
  const { head, lambda } = asked;
  return { ...(head === undefined ? {} : { head }), lambda, ...(await layer.select(asked, proceed)) };
}

/** The constructed example, by several weights of the discrimination loss. */
async function writeHarbour(): Promise<void> {
  const layer = new LessonLayer(harbourNetwork(), harbourImages(), 'layer');
  const told = [];
  for (const lambda of [0, 0.05, 0.1, 0.15, 0.2, 0.5, 1])
    told.push(await selected(layer, { lambda, byHand: [], count: 2 }));
  write('harbour', told);
  layer.dispose();
}

/** vgg-small's third convolution: all its channels in the order of Algorithm 2, and half of them by several losses. */
async function writeThirdConvolution(): Promise<void> {
  const layer = new LessonLayer(await loadNetwork('vgg-small'), await loadCifar10('bundled'), 'conv3');
  write('curve', await selected(layer, { head: 'conv3', lambda: 0.1, byHand: [], count: 16 }));
  const told = [];
  for (const head of ['conv3', 'conv6'])
    for (const lambda of [0, 0.1, 1, 10]) told.push(await selected(layer, { head, lambda, byHand: [], count: 8 }));
  write('losses', told);
  layer.dispose();
}

/** What five ways to prune vgg-small get wrong, each alone. */
async function writeMistakes(): Promise<void> {
  const network = await loadNetwork('vgg-small');
  write('mistakes', await mistakesOf(network, await loadCifar10('bundled')));
  disposeNetwork(network);
}

/** An image, what the first channels of vgg-small and some deeper ones see in it, and what it does to remove each. */
async function writeChannels(): Promise<void> {
  const network = await loadNetwork('vgg-small');
  const dataset = await loadCifar10('bundled');
  const image = makeImages(dataset, dataset.test, [shownImage]);
  const groups = prunableGroups(network);
  const groupOf = (id: string): PrunableGroup => groups.find((group) => group.id === id)!;
  const first = groupOf('conv2');
  const all = [...Array(first.group.channels).keys()];
  const removed = [];
  for (const channel of all) {
    const after = all.filter((other) => other !== channel);
    const effect = await effectOf(
      network,
      first,
      { before: all, after },
      { dataset, part: dataset.test, pass: proceed },
    );
    const masked = cloneNetwork(network);
    mask(masked, new Map([[first.group.name, after]]));
    removed.push({ shares: await sharesOf(masked, image), after: effect.after, before: effect.before });
    disposeNetwork(masked);
    console.log(`channel ${channel}: ${effect.after.accuracy}`);
  }
  const [before] = removed.map((each) => each.before);
  write('channel', {
    classes: dataset.classes,
    label: dataset.test.labels[shownImage],
    images: dataset.test.labels.length,
    image: picture(dataset),
    shares: await sharesOf(network, image),
    standing: before,
    removed: removed.map(({ shares, after }) => ({ shares, standing: after })),
    maps: {
      second: await mapsOf(network, first, image),
      third: await mapsOf(network, groupOf('conv3'), image),
      fifth: await mapsOf(network, groupOf('conv5'), image),
    },
  });
  image.dispose();
  disposeNetwork(network);
}

function picture(dataset: Dataset): string {
  return Buffer.from(imageOf(dataset, dataset.test, shownImage)).toString('base64');
}

/** Softmax of the class scores. */
async function sharesOf(network: Network, image: tf.Tensor4D): Promise<number[]> {
  const shares = tf.tidy(() => {
    const scoring = logitsNetwork(network);
    return tf.softmax(execute(scoring, imageFeeds(scoring, image), [scoring.output])[0]!);
  });
  const told = [...(await shares.data())];
  shares.dispose();
  return told;
}

/** Maps as bytes, all against the largest value of the layer. */
async function mapsOf(network: Network, group: PrunableGroup, image: tf.Tensor4D) {
  const { at, values, height, width } = await featureMaps(network, group, image);
  const most = Math.max(...values);
  const bytes = Uint8Array.from(values, (value) => Math.round((255 * Math.max(0, value)) / most));
  return { at, height, width, most, values: Buffer.from(bytes).toString('base64') };
}
