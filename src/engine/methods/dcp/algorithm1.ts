import * as tf from '@tensorflow/tfjs';
import { freeing } from '../../backend/lost';
import type { PrunableGroup } from '../../channels/prunableGroups';
import type { Selecting } from '../../layerwise/layerProblem';
import type { Network } from '../../network/network';
import type { RunEvent } from '../../run/events';
import type { Run } from '../../run/run';
import { type AuxiliaryHead, buildHead, learnTheta, thetaImages, thetaSteps } from '../../train/heads';
import type { Plan } from '../method';
import { trainWhole } from '../trainWhole';
import type { Dcp } from './context';
import { samplesUsed } from './options';
import type { Stage } from './stages';

/** What a stage selects in the groups of its own: channels, or kernels. */
export interface Selector {
  select(group: PrunableGroup, selecting: Selecting): AsyncGenerator<RunEvent>;
  /** By weight, zeros for what has been selected away, which later training leaves alone; the caller owns them. */
  masks(network: Network): ReadonlyMap<string, tf.Tensor>;
}

/** Algorithm 1: stage after stage the network learns with an auxiliary loss, by which a selector then selects. */
export async function* algorithm1(
  dcp: Dcp,
  stages: readonly Stage[],
  selector: Selector,
): AsyncGenerator<RunEvent, Plan> {
  const { run, options } = dcp;
  const { network, dataset, prunedGroups } = run.scope;
  const isUpfront = options.schedule === 'upfront';
  const trains = prunedGroups.length > 0;
  const pruned = run.copy(network);
  const heads = stages.flatMap(({ lossAt }) => (lossAt === undefined ? [] : [headAt(run, lossAt)]));
  const samples = run.drawSamples(samplesUsed(options, dataset.train.labels.length), dcp.memory.selection);
  const learning = thetaImages(dataset, samples.indices, run.random.fork('theta'));

  let baseline = network;
  if (isUpfront && trains) {
    yield run.enter('auxiliary', 'heads');
    yield* learn(dcp, pruned, { heads, learning, stream: 'auxiliary' }, selector);
    baseline = run.copy(pruned);
  }
  for (const [stage, { lossAt, groups }] of stages.entries()) {
    const head = heads.find(({ at }) => at === lossAt);
    if (!isUpfront && trains) {
      yield run.enter('auxiliary', head ? 'head' : 'own-loss', lossAt);
      const stream = `auxiliary at ${lossAt ?? network.output}`;
      yield* learn(dcp, pruned, { heads: head ? [head] : [], learning, stream }, selector);
      if (stage === 0 && options.baselineOutputs === 'tuned') baseline = run.copy(pruned);
      samples.pruned.restart();
    }
    for (const group of groups)
      if (prunedGroups.includes(group)) {
        yield run.enter('selection', 'layer', group.id);
        yield* selector.select(group, { pruned, baseline, head, samples });
      } else yield run.keep(group, [...Array(group.group.channels).keys()]);
  }
  return { network: pruned };
}

function headAt(run: Run, layer: string): AuxiliaryHead {
  const head = buildHead(run.scope.network, layer, run.random.fork(`head at ${layer}`));
  run.own(head.network);
  return head;
}

interface Lesson {
  readonly heads: readonly AuxiliaryHead[];
  /** Indices of the training images that theta is learnt on. */
  readonly learning: Uint32Array;
  /** Of random numbers: the order of its images, and their crops. */
  readonly stream: string;
}

/** Heads learn from what the network is now, which is then trained with them (Algorithm S1): that can do it harm. */
async function* learn(
  { run, options, memory, work }: Dcp,
  network: Network,
  { heads, learning, stream }: Lesson,
  selector: Selector,
): AsyncGenerator<RunEvent> {
  for (const head of heads) {
    for await (const _ of learnTheta(network, head, run.scope.dataset, learning, run.pass, memory.features))
      yield run.advance('heads', work.theta(head.at) / thetaSteps);
  }
  const { auxiliaryEpochs: epochs, auxiliaryRate: learningRate } = options;
  if (epochs === 0) return;
  const random = run.random.fork(stream);
  const masks = selector.masks(network);
  try {
    yield* trainWhole(run, { network, heads, masks }, { epochs, learningRate, random });
  } finally {
    await freeing(() => tf.dispose([...masks.values()]));
  }
}
