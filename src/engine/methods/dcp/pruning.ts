import type { Outline } from '../../run/outline';
import type { Scope } from '../../run/scope';
import { thetaImageCount } from '../../train/heads';
import type { Pruning } from '../method';
import { algorithm1 } from './algorithm1';
import { planDcpMemory } from './memory';
import { type DcpOptions, samplesUsed } from './options';
import { channelSelector } from './selectGroup';
import { stagesOf } from './stages';
import { DcpWork } from './work';

/** DCP on a network. */
export function dcpPruning(scope: Scope, options: DcpOptions): Pruning {
  const { outline, stages, memory, work } = outlineOf(scope, options);
  return {
    outline,
    plan: (run) => {
      const dcp = { run, options, memory, work };
      return algorithm1(dcp, stages, channelSelector(dcp));
    },
  };
}

/** The stages of Algorithm 1 on a network, and what they take. */
export function outlineOf(scope: Scope, options: DcpOptions) {
  const { network, dataset, groups, prunedGroups } = scope;
  const stages = stagesOf(network, groups, prunedGroups.length > 0 ? options.losses : 0);
  const selecting = stages.map((stage) => ({
    ...stage,
    groups: stage.groups.filter((group) => prunedGroups.includes(group)),
  }));
  const images = dataset.train.labels.length;
  const samples = samplesUsed(options, images);
  const memory = planDcpMemory(scope, selecting, samples, thetaImageCount(images, samples));
  const work = new DcpWork(scope, options, stages, memory.told.recomputed);
  const outline: Outline = {
    losses: stages.flatMap(({ lossAt }) => lossAt ?? []),
    work: prunedGroups.length > 0 ? work.totals() : {},
    memory: memory.told,
  };
  return { outline, stages, memory, work };
}
