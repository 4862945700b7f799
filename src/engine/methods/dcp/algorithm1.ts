import * as tf from '@tensorflow/tfjs';
import { freeing } from '../../backend/lost';
import { masksOf } from '../../channels/surgery';
import type { SelectionSamples } from '../../layerwise/samples';
import type { Network } from '../../network/network';
import type { RunEvent } from '../../run/events';
import type { Run } from '../../run/run';
import { type AuxiliaryHead, buildHead, learnTheta } from '../../train/heads';
import type { Plan } from '../method';
import type { Dcp } from './context';
import { selectGroup } from './selectGroup';
import type { Stage } from './stages';

/** Algorithm 1: stage after stage the network learns with an auxiliary loss, by which channels are then selected. */
export async function* algorithm1(dcp: Dcp, stages: readonly Stage[]): AsyncGenerator<RunEvent, Plan> {
  const { run, options } = dcp;
  const { network, prunedGroups } = run.scope;
  const isUpfront = options.schedule === 'upfront';
  const trains = prunedGroups.length > 0;
  const pruned = run.copy(network);
  const heads = stages.flatMap(({ lossAt }) => (lossAt === undefined ? [] : [headAt(run, lossAt)]));
  const samples = run.drawSamples(options.samples, dcp.memory.selection);

  let baseline = network;
  if (isUpfront && trains) {
    yield run.enter('auxiliary', 'heads');
    yield* learn(dcp, pruned, { heads, samples, stream: 'auxiliary' });
    baseline = run.copy(pruned);
  }
  for (const { lossAt, groups } of stages) {
    const head = heads.find(({ at }) => at === lossAt);
    if (!isUpfront && trains) {
      yield run.enter('auxiliary', head ? 'head' : 'own-loss', lossAt);
      const stream = `auxiliary at ${lossAt ?? network.output}`;
      yield* learn(dcp, pruned, { heads: head ? [head] : [], samples, stream });
      samples.pruned.restart();
    }
    for (const group of groups)
      if (prunedGroups.includes(group)) {
        yield run.enter('selection', 'layer', group.id);
        yield run.keep(group, yield* selectGroup(dcp, group, { pruned, baseline, head, samples }));
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
  readonly samples: SelectionSamples;
  /** Of random numbers: the order of its images, and their crops. */
  readonly stream: string;
}

/** Heads learn from what the network is now, which is then trained with them (Algorithm S1). */
async function* learn(
  { run, options, memory, work }: Dcp,
  network: Network,
  { heads, samples, stream }: Lesson,
): AsyncGenerator<RunEvent> {
  for (const head of heads) {
    await learnTheta(network, head, run.scope.dataset, samples.indices, run.pass, memory.features);
    yield run.advance('heads', work.theta(head.at));
  }
  const random = run.random.fork(stream);
  const masks = masksOf(network, run.keptByGroup);
  try {
    yield* run.train({ network, heads, masks }, { phase: 'auxiliary', epochs: options.auxiliaryEpochs, random });
  } finally {
    await freeing(() => tf.dispose([...masks.values()]));
  }
}
