/** `npm run sizes [-- --json]`: parameters and FLOPs of the networks that the builders make, whole and pruned uniformly. */
import { parseArgs } from 'node:util';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { groupKeeps } from '../engine/channels/keptCounts';
import { prunableGroups } from '../engine/channels/prunableGroups';
import { cut } from '../engine/channels/surgery';
import { builders } from '../engine/models';
import { builderIds } from '../engine/models/names';
import { costOf } from '../engine/network/cost';
import { disposeNetwork, type Network } from '../engine/network/network';
import { Random } from '../engine/random';
import { builderNames } from '../words/names';
import { orExit } from './orExit';

const { values } = await orExit(() => parseArgs({ options: { json: { type: 'boolean', default: false } } }));
const rates = [0, 0.3, 0.5, 0.7];

/** The network without the share `rate` of every group that the paper prunes: the last channels, since sizes do not care. */
function prunedUniformly(network: Network, rate: number): Network {
  const kept = prunableGroups(network, 'convolutions').map(({ group }): [string, number[]] => {
    return [group.name, [...Array(groupKeeps(group, rate)).keys()]];
  });
  return cut(network, new Map(kept));
}

const digits = (value: number): string => value.toExponential(2).replace('e+', 'e');

await chooseBackend(['cpu']);
if (!values.json) {
  console.log(`| network | ${rates.map((rate) => (rate === 0 ? 'whole' : `rate ${rate}`)).join(' | ')} |`);
  console.log(`| --- |${' --- |'.repeat(rates.length)}`);
}
for (const id of builderIds) {
  const network = builders[id](new Random(1));
  const name = builderNames[id];
  const sizes = rates.map((rate) => {
    const pruned = prunedUniformly(network, rate);
    const { params, flops } = costOf(pruned);
    disposeNetwork(pruned);
    return { network: name, rate, params, flops };
  });
  disposeNetwork(network);
  if (values.json) for (const row of sizes) console.log(JSON.stringify(row));
  else
    console.log(
      `| ${name} | ${sizes.map(({ params, flops }) => `${digits(params)} / ${digits(flops)}`).join(' | ')} |`,
    );
}
