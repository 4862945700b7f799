/**
 * What the networks of a comparison are worth on all 10,000 test images, which `npm run data` has brought:
 * `npx tsx src/cli/comparison/testAll.ts DIR`, of a DIR that `npm run compare` has written. Nothing is trained again. Each method,
 * and each arm of an ablation, is set beside the first of its network and rate, DCP-Adapt, which has no rate, at every one; so is
 * every two methods of the paper's table, with whether their order is the paper's beyond what so many images and seeds can tell.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tellSpread } from '../../comparison/markdown';
import { ordersOf, paperNetworksOf } from '../../comparison/paperOrder';
import { pointsOf } from '../../comparison/points';
import { readRows } from '../../comparison/readRows';
import { spreadOf } from '../../comparison/spread';
import type { Summary } from '../../comparison/summary';
import { chooseBackend } from '../../engine/backend/chooseBackend';
import { bindImages } from '../../engine/intake/bindImages';
import { datasetSource, loadFor } from '../../engine/intake/sourceImages';
import { disposeNetwork } from '../../engine/network/network';
import { accuracyOf, type RightImages, rightImages } from '../../engine/train/evaluate';
import { meanDifference } from '../../engine/train/meanDifference';
import { tellMethod } from '../../words/fields';
import { tellPairedOrder } from '../../words/paperOrder';
import { loadCifar10 } from '../dataFiles';
import { openNetwork } from '../modelFiles';
import { orExit } from '../orExit';
import { contestsOf } from './contests';
import { folderOf } from './plan';
import '../relaxedSimd';

const [directory = 'comparison'] = process.argv.slice(2);
await chooseBackend(['wasm']);
const source = datasetSource(await orExit(() => loadCifar10('full')));
const rows = await orExit(async () => readRows(JSON.parse(await readFile(join(directory, 'rows.json'), 'utf8'))));
const entries: Entry[] = [];
for (const { rows: runs, summary } of pointsOf(rows.filter(({ compression }) => !compression))) {
  const { network, rate, method, variant } = summary;
  const networks: RightImages[] = [];
  for (const run of runs) networks.push(await rightOf(join(directory, folderOf(run))));
  const name = [tellMethod(method), ...(variant === undefined ? [] : [variant])].join(', ');
  entries.push({ network, rate, method, name, summary, networks });
}
const contests = contestsOf(entries);

console.log('| network | rate | method | seeds | fine-tuned, % | errs more than the first, points |');
console.log('| --- | --- | --- | --- | --- | --- |');
for (const { network, rate, entries } of contests)
  for (const [place, { name, networks }] of entries.entries()) {
    const spread = spreadOf(networks.map((right) => 100 * accuracyOf(right)));
    const beside = meanDifference(entries[0]?.networks ?? [], networks);
    const difference =
      place === 0 ? '0' : `${(100 * beside.mean).toFixed(1)} ± ${(50 * (beside.high - beside.low)).toFixed(1)}`;
    console.log(`| ${[network, rate, name, networks.length, tellSpread(spread, 1), difference].join(' | ')} |`);
  }
for (const { network, rate, entries } of contests) {
  const plain = entries.filter(({ summary }) => summary.variant === undefined);
  const networksOf = (method: string) => plain.find(({ summary }) => summary.method === method)?.networks ?? [];
  for (const paper of paperNetworksOf(network)) {
    const orders = ordersOf(
      plain.map(({ summary }) => summary),
      paper,
    );
    if (orders.length === 0) continue;
    console.log(`\n${network} | ${rate}, each two methods of the paper's table for ${paper} on the same images:`);
    for (const order of orders)
      console.log(`- ${tellPairedOrder(order, meanDifference(networksOf(order.better), networksOf(order.worse)))}`);
  }
}

interface Entry extends Pick<Summary, 'network' | 'rate' | 'method'> {
  readonly name: string;
  readonly summary: Summary;
  readonly networks: readonly RightImages[];
}

async function rightOf(folder: string): Promise<RightImages> {
  const { network } = await orExit(() => openNetwork(folder));
  const { dataset } = await bindImages(network, await loadFor(network, source));
  const right = await rightImages(network, dataset, dataset.test);
  disposeNetwork(network);
  console.error(`${folder}: ${(100 * accuracyOf(right)).toFixed(2)}%`);
  return right;
}
