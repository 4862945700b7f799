import * as tf from '@tensorflow/tfjs';
import { prunableGroups } from '../../engine/channels/prunableGroups';
import { proceed } from '../../engine/checkpoint';
import { balancedSample } from '../../engine/data/batches';
import type { Dataset } from '../../engine/data/dataset';
import { disposeProblem, layerProblem } from '../../engine/layerwise/layerProblem';
import { SelectionSamples } from '../../engine/layerwise/samples';
import { type SolverOptions, solverOf } from '../../engine/layerwise/solvers';
import { selectChannels } from '../../engine/methods/dcp/algorithm2';
import { stagesOf } from '../../engine/methods/dcp/stages';
import { vgg } from '../../engine/models/vgg';
import { disposeNetwork, type Network } from '../../engine/network/network';
import { Random } from '../../engine/random';
import { keptCount } from '../../engine/recipe/keptCount';
import { literalSelection } from '../../engine/testing/literalSelection';
import { type AuxiliaryHead, buildHead } from '../../engine/train/heads';
import { loadCifar10 } from '../dataFiles';
import { loadNetwork } from '../modelFiles';
import { type BenchCase, type BenchRow, median } from './measure';

const batchSize = 64;
const losses = 2;
/** What the literal implementation does: one pass of SGD after every join. */
const sgd: Omit<SolverOptions, 'sgdSteps'> = { solver: 'sgd', reconstructionWeight: 1, lambda: 1 };

interface Contest {
  name: string;
  network: Network;
  layer: string;
  samples: number;
  rounds: number;
  /** Channels that the literal implementation selects; each takes it equally long. */
  literalChannels: number;
  goal: (ours: number, ratio: number) => Pick<BenchRow, 'goal' | 'met'>;
}

function settingOf(dataset: Dataset, network: Network, layer: string, samples: number) {
  const random = new Random(1);
  const indices = balancedSample(dataset.train, dataset.classes.length, samples, random.fork('samples'));
  const stage = stagesOf(network, prunableGroups(network), losses).find(({ groups }) =>
    groups.some(({ id }) => id === layer),
  );
  const head = stage?.lossAt ? buildHead(network, stage.lossAt, random.fork('head')) : undefined;
  return { indices, head, random };
}

/** Selected channels at rate 0.5, in the order they joined. */
async function selection(
  dataset: Dataset,
  network: Network,
  layer: string,
  head: AuxiliaryHead | undefined,
  indices: Uint32Array,
  channelsPerStep: number,
  random: Random,
): Promise<number[]> {
  const samples = new SelectionSamples(dataset, indices, batchSize);
  const problem = await layerProblem(layer, { pruned: network, baseline: network, head, samples });
  samples.dispose();
  const count = keptCount(problem.convolution.channels, 0.5);
  const options = { count, channelsPerStep, score: 'slice', choose: 'largest', random } as const;
  const solver = await solverOf(problem, { ...sgd, sgdSteps: problem.batches.length }, proceed);
  const steps = selectChannels([{ solver, channels: [...Array(problem.convolution.channels).keys()] }], options);
  const order: number[] = [];
  let next = await steps.next();
  for (; !next.done; next = await steps.next()) order.push(...next.value.chosen);
  for (const { kernel, bias } of next.value?.weights ?? []) tf.dispose([kernel, bias]);
  solver.dispose();
  disposeProblem(problem);
  return order;
}

/** Milliseconds a selected channel, preparation included, against the literal Algorithm 2; both must choose the same. */
async function contest(
  dataset: Dataset,
  { name, network, layer, samples, rounds, literalChannels, goal }: Contest,
): Promise<BenchRow> {
  const { indices, head, random } = settingOf(dataset, network, layer, samples);
  const select = (): Promise<number[]> => selection(dataset, network, layer, head, indices, 1, random);
  const literal = async () => {
    const options = { count: literalChannels, lambda: 1, batchSize };
    const { steps, kernel } = await literalSelection(network, network, layer, head, dataset, indices, options);
    kernel.dispose();
    return steps.map(({ chosen }) => chosen);
  };
  const times = { ours: [] as number[], literal: [] as number[] };
  await select();
  const bytes = heapBytes();
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const order = await select();
    const between = performance.now();
    const expected = await literal();
    times.ours.push((between - start) / order.length);
    times.literal.push((performance.now() - between) / expected.length);
    if (expected.join() !== order.slice(0, expected.length).join())
      throw new Error(`${name}: selected ${order.slice(0, expected.length)}, literally ${expected}`);
  }
  if (head) disposeNetwork(head.network);
  const value = median(times.ours);
  const reference = median(times.literal);
  const ratio = reference / value;
  const size = `${(bytes / 2 ** 20).toFixed(0)} MiB`;
  return {
    name: `${name} ${layer} (${size})`,
    value,
    unit: 'ms a channel',
    reference,
    ratio,
    where: 'Node',
    ...goal(value, ratio),
  };
}

/** Bytes of the wasm backend's memory, which only ever grows: what this and all before it needed. */
function heapBytes(): number {
  const module: unknown = Reflect.get(tf.backend(), 'wasm');
  const heap: unknown = typeof module === 'object' && module ? Reflect.get(module, 'HEAPU8') : undefined;
  return heap instanceof Uint8Array ? heap.buffer.byteLength : 0;
}

const faster =
  (least: number): Contest['goal'] =>
  (_, ratio) => ({
    goal: `at least ${least}x faster`,
    met: ratio >= least,
  });

export const selectCase: BenchCase = {
  name: 'select',
  run: async () => {
    const network = await loadNetwork('vgg-small');
    const row = await contest(await loadCifar10(), {
      ...{ name: 'select', network, layer: 'conv5', samples: 512, rounds: 5, literalChannels: 4, goal: faster(4) },
    });
    disposeNetwork(network);
    return [row];
  },
};

export const selectLargeCase: BenchCase = {
  name: 'select-large',
  run: async () => {
    const network = await loadNetwork('vgg-small');
    const row = await contest(await loadCifar10(), {
      ...{
        name: 'select-large',
        network,
        layer: 'conv8',
        samples: 2048,
        rounds: 5,
        literalChannels: 2,
        goal: faster(25),
      },
    });
    disposeNetwork(network);
    return [row];
  },
};

export const selectVggCase: BenchCase = {
  name: 'select-vgg',
  run: async () => {
    const dataset = await loadCifar10();
    const shape = {
      blocks: [
        [16, 16],
        [32, 32],
        [64, 64],
      ],
      classes: 10,
      inputShape: [32, 32, 3],
    };
    const network = vgg('vgg', shape, new Random(1));
    const goal: Contest['goal'] = (ours) => ({ goal: 'at most 110 ms a channel', met: ours <= 110 });
    const rows: BenchRow[] = [];
    for (const layer of ['conv4', 'conv6'])
      rows.push(
        await contest(dataset, {
          name: 'select-vgg',
          network,
          layer,
          samples: 512,
          rounds: 5,
          literalChannels: 3,
          goal,
        }),
      );
    disposeNetwork(network);
    return rows;
  },
};

/** What several channels a step save, and how many of the channels that one a step selects they select too. */
export const channelsPerStepCase: BenchCase = {
  name: 'channels-per-step',
  run: async () => {
    const dataset = await loadCifar10();
    const network = await loadNetwork('vgg-small');
    const layer = 'conv5';
    const { indices, head, random } = settingOf(dataset, network, layer, 512);
    const timed = async (channelsPerStep: number) => {
      const start = performance.now();
      const order = await selection(dataset, network, layer, head, indices, channelsPerStep, random);
      return { order, milliseconds: performance.now() - start };
    };
    await timed(1);
    const one = await timed(1);
    const rows: BenchRow[] = [];
    for (const channelsPerStep of [2, 4, 8]) {
      const several = await timed(channelsPerStep);
      const shared = several.order.filter((channel) => one.order.includes(channel)).length;
      const ratio = one.milliseconds / several.milliseconds;
      rows.push({
        ...{ name: `channels-per-step ${channelsPerStep}: ${shared} of ${one.order.length} selected as by one`, ratio },
        ...{ value: several.milliseconds, unit: 'ms', reference: one.milliseconds, where: 'Node' },
        ...{ goal: 'printed', met: true },
      });
    }
    if (head) disposeNetwork(head.network);
    disposeNetwork(network);
    return rows;
  },
};
