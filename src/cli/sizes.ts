/** `npm run sizes [-- --json]`: parameters and FLOPs of the networks that the builders make, whole and pruned uniformly. */
import { parseArgs } from 'node:util';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { keptCount } from '../engine/dcp/stages';
import { builders } from '../engine/network/builders';
import { disposeNetwork, type Network } from '../engine/network/network';
import { keptSets, prunableLayers } from '../engine/network/prunable';
import { sizesOf } from '../engine/network/sizes';
import { cut } from '../engine/network/surgery';
import { Random } from '../engine/random';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const rates = [0, 0.3, 0.5, 0.7];

/** The network without the share `rate` of every group that the paper prunes: the last channels, since sizes do not care. */
function prunedUniformly(network: Network, rate: number): Network {
  const kept = prunableLayers(network).map(({ group }): [string, number[]] => {
    const count = Math.max(keptCount(group.channels, rate), keptSets(group).length);
    return [group.name, [...Array(count).keys()]];
  });
  return cut(network, new Map(kept));
}

await chooseBackend(['cpu']);
if (!values.json) console.log('| network | rate | parameters | FLOPs |\n| --- | --- | --- | --- |');
for (const [name, build] of Object.entries(builders)) {
  const network = build(new Random(1));
  for (const rate of rates) {
    const pruned = rate === 0 ? network : prunedUniformly(network, rate);
    const { params, flops } = sizesOf(pruned);
    if (values.json) console.log(JSON.stringify({ network: name, rate, params, flops }));
    else console.log(`| ${name} | ${rate} | ${params.toExponential(2)} | ${flops.toExponential(2)} |`);
    if (pruned !== network) disposeNetwork(pruned);
  }
  disposeNetwork(network);
}
