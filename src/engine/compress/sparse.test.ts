import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { proceed } from '../checkpoint';
import { recipeOf } from '../methods/recipe';
import { vgg } from '../models/vgg';
import { disposeNetwork, type Network } from '../network/network';
import { prune } from '../prune/prune';
import { Random } from '../random';
import type { CompressedNetwork, Report, SparseLayer } from '../run/events';
import { Run } from '../run/run';
import { colourDataset } from '../testing/fixtures';
import { compressAfterwards } from './compressAfterwards';
import { compressionIds } from './ids';

beforeAll(() => chooseBackend(['wasm']));
afterEach(() => vi.restoreAllMocks());

const dataset = colourDataset(3, 8, 60);
const network = () => vgg('tiny', { blocks: [[4, 6], [6]], classes: 3, inputShape: [8, 8, 3] }, new Random(2));
const trained = ['twn', 'bwn', 'xnor', 'dorefa'];

type Numbers = ReadonlyMap<string, Float32Array>;

const numbersOf = ({ weights }: Network): Numbers =>
  new Map([...weights].map(([key, tensor]) => [key, Float32Array.from(tensor.dataSync())]));

/** A sparse network stored in every way, with the numbers of each that is measured. */
async function compressed(method: 'dkp' | 'surgery', rate: number) {
  const measured: Array<Pick<CompressedNetwork, 'id' | 'epochs'> & { readonly numbers: Numbers }> = [];
  const { measureCompressed } = Run.prototype;
  vi.spyOn(Run.prototype, 'measureCompressed').mockImplementation(function (this: Run, stored, of, from) {
    measured.push({ ...stored, numbers: numbersOf(of) });
    return measureCompressed.call(this, stored, of, from);
  });
  const open = network();
  const recipe = recipeOf({
    ...{ method, rate, samples: 12, batchSize: 12, losses: 0, auxiliaryEpochs: 0, kernelJoins: 2, surgeryEpochs: 0 },
    ...{ learningRate: 0.05, fineTuningEpochs: 1 },
  });
  const run = prune(open, dataset, recipe, { compressing: { ids: compressionIds, epochs: 1 } });
  let report: Report | undefined;
  let next = await run.next();
  for (; !next.done; next = await run.next()) if (next.value.type === 'finished') report = next.value.report;
  return { open, recipe, pruned: next.value!, report: report!, measured };
}

const layers = [
  { key: 'conv2/kernel', size: 9 * 4 * 6, filters: 6, inputs: 4, isInner: true },
  { key: 'conv3/kernel', size: 9 * 6 * 6, filters: 6, inputs: 6, isInner: true },
  { key: 'classes/kernel', size: 6 * 3, filters: 3, inputs: 6, isInner: false },
];

/** Bytes of all weights, by the ways to store them. */
function expectedBytes(pruned: Network, sparse: readonly SparseLayer[]) {
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
  const all = sum([...pruned.weights.values()].map(({ size }) => size));
  const kernels = [...pruned.weights].flatMap(([key, { size }]) => (key.endsWith('/kernel') ? [size] : []));
  const coded = (bytes: number) => 4 * (all - sum(kernels)) + bytes * sum(kernels) + 8 * kernels.length;
  const held = layers.map((each) => {
    const { units, kept } = sparse.find(({ layer }) => `${layer}/kernel` === each.key)!;
    const stored = (bits: number) => Math.ceil(units / 8) + Math.ceil((bits * kept * each.size) / units / 8);
    return { ...each, stored };
  });
  type Held = (typeof held)[number];
  const rounded = (bytesOf: (inner: Held) => number) =>
    4 * all + sum(held.map((each) => (each.isInner ? bytesOf(each) : each.stored(32)) - 4 * each.size));
  return {
    fp16: 2 * all,
    int16: coded(2),
    int8: coded(1),
    twn: rounded(({ stored, size }) => Math.min(stored(2), Math.ceil(size / 4)) + 4),
    bwn: rounded(({ stored, filters }) => stored(1) + 4 * filters),
    xnor: rounded(({ stored, filters, inputs }) => stored(1) + 4 * filters + 4 * (inputs + 1)),
    dorefa: rounded(({ stored }) => stored(4) + 4 + 8),
  };
}

describe.each([
  ['dkp', 0.5],
  ['surgery', 0.3],
  ['surgery', 0.6],
] as const)('%s at a rate of %f', (method, rate) => {
  test('what is zero stays zero in whatever way it is stored, trained too, and bytes are those of what is stored', async () => {
    const before = tf.memory().numTensors;
    const { open, recipe, pruned, report, measured } = await compressed(method, rate);
    const whole = numbersOf(pruned);
    const sparse = report.sparseLayers!;
    expect(measured.map(({ id, epochs }) => [id, epochs])).toEqual(
      compressionIds.flatMap((id) => [[id, undefined], ...(trained.includes(id) ? [[id, 1]] : [])]),
    );
    for (const { id, epochs, numbers } of measured)
      for (const { key, size, isInner } of layers) {
        const { units, kept } = sparse.find(({ layer }) => `${layer}/kernel` === key)!;
        const [now, then] = [numbers.get(key)!, whole.get(key)!];
        expect([id, key, now.filter((value, at) => then[at] === 0 && value !== 0)]).toEqual([
          id,
          key,
          new Float32Array(),
        ]);
        const others = now.filter((value) => value !== 0).length;
        if (['bwn', 'xnor', 'dorefa'].includes(id) && isInner) expect(others).toBe((kept * size) / units);
        if (epochs) expect(now).not.toEqual(measured.find((each) => each.id === id)!.numbers.get(key));
      }
    for (const [id, bytes] of Object.entries(expectedBytes(pruned, sparse))) {
      const told = report.compressed!.filter((each) => each.id === id).map(({ storedBytes }) => storedBytes);
      expect([id, ...told]).toEqual([id, ...told.map(() => bytes)]);
    }
    const again: CompressedNetwork[] = [];
    const madeBy = { recipe, sparseLayers: sparse };
    const compressing = { ids: compressionIds, epochs: 0 };
    for await (const each of compressAfterwards({ baseline: open, pruned }, dataset, madeBy, compressing, proceed))
      again.push(each);
    expect(again).toEqual(report.compressed!.filter(({ epochs }) => epochs === undefined));
    for (const each of [open, pruned]) disposeNetwork(each);
    expect(tf.memory().numTensors).toBe(before);
  });
});
