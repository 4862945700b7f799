import type { Scope } from '../../run/scope';
import type { Pruning } from '../method';
import { algorithm1 } from './algorithm1';
import { planDcpMemory } from './memory';
import { stagesOf } from './stages';
import { DcpWork } from './work';

export interface DcpOptions {
  readonly lambda: number;
  readonly losses: number;
  readonly samples: number;
  readonly channelsPerStep: number;
  readonly schedule: 'upfront' | 'stagewise';
  readonly auxiliaryEpochs: number;
  readonly score: 'slice' | 'kernels';
  /** Take the channels with the largest scores, or some at random (Random DCP). */
  readonly choose: 'largest' | 'random';
  /** Eq 10 ends a group's selection (DCP-Adapt); absent for the recipe's counts. */
  readonly epsilon?: number;
}

/** DCP on a network: its stages, and what they take. */
export function dcpPruning(scope: Scope, options: DcpOptions): Pruning {
  const { network, dataset, groups, pruned } = scope;
  const stages = stagesOf(network, groups, pruned.length > 0 ? options.losses : 0);
  const selecting = stages.map((stage) => ({
    ...stage,
    groups: stage.groups.filter((group) => pruned.includes(group)),
  }));
  const samples = Math.min(options.samples, dataset.train.labels.length);
  const memory = planDcpMemory(scope, selecting, samples);
  const work = new DcpWork(scope, options, stages, memory.told.recomputed);
  return {
    outline: {
      losses: stages.flatMap(({ lossAt }) => lossAt ?? []),
      work: pruned.length > 0 ? work.totals() : {},
      memory: memory.told,
    },
    plan: (run) => algorithm1({ run, options, memory, work }, stages),
  };
}
