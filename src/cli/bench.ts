/** `npm run bench [-- --json] [-- --only NAME]`: the speed of Espalier on this machine, as ratios taken in one run. */
import { parseArgs } from 'node:util';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { gpuTimeCase, lessonsCase, loadCase, threadsCase, uiCase } from './bench/browser';
import { choosingCase } from './bench/choosing';
import { largeMemoryCase } from './bench/largeRuns';
import type { BenchRow } from './bench/measure';
import { multiplesCase } from './bench/multiples';
import { inferenceCase, memoryCase, readbackCase, wholeRunCase } from './bench/running';
import { scrubCase } from './bench/scrubbing';
import { channelsPerStepCase, selectCase, selectLargeCase, selectVggCase } from './bench/selecting';
import { sensitivityCase } from './bench/sensitivity';
import { convGradientsCase, trainStepCase } from './bench/training';
import { orExit } from './orExit';

const cases = [
  ...[trainStepCase, convGradientsCase, threadsCase, selectCase, selectLargeCase, selectVggCase, channelsPerStepCase],
  ...[choosingCase, multiplesCase],
  ...[wholeRunCase, inferenceCase, readbackCase, gpuTimeCase, uiCase, loadCase, memoryCase],
  ...[largeMemoryCase, scrubCase, lessonsCase, sensitivityCase],
];

const { values: options } = await orExit(() =>
  parseArgs({ options: { json: { type: 'boolean', default: false }, only: { type: 'string', multiple: true } } }),
);
const chosen = cases.filter(({ name }) => options.only?.includes(name) ?? true);
if (chosen.length === 0) {
  console.error(`--only ${options.only}: choose from ${cases.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const short = (value: number) => (Number.isInteger(value) ? String(value) : value.toPrecision(4));
const columns = (cells: readonly string[]) =>
  cells
    .map((cell, index) => (index === 0 ? cell.padEnd(52) : cell.padStart([0, 22, 10, 8, 10, 28, 5][index] ?? 0)))
    .join(' ');

function print(row: BenchRow): void {
  if (options.json) console.log(JSON.stringify(row));
  else
    console.log(
      columns([
        row.name,
        `${short(row.value)} ${row.unit}`,
        short(row.reference),
        row.ratio.toFixed(2),
        row.where,
        row.goal,
        row.met ? 'yes' : 'NO',
      ]),
    );
}

await chooseBackend(['wasm']);
if (!options.json) console.log(columns(['case', 'value', 'reference', 'ratio', 'where', 'goal', 'met']));
for (const { run } of chosen) for (const row of await run()) print(row);
process.exit(0);
