/**
 * Runs networks, methods, rates and seeds one after the other and compares them:
 * `npm run compare -- --models resnet-20 --methods all --rates 0.3,0.5 --seeds 3 --preset quick --out DIR`.
 * DIR gets a folder a run with its log, rows.csv, rows.json, summary.json, table.md and pictures of accuracy against FLOPs
 * and bytes; runs that it has already are not made again, so that the same command goes on after a crash. `--model PATH`, in the
 * place of `--models`, is one network, whatever commas its path has. `--images all` takes all 60,000 images, `--ablate lambda`
 * (epsilon, losses, samples, pretrained, block) varies that, `--beside PATH` makes each run in another checkout too, by the same
 * options and at the same time, and tells the ratio of the seconds. What follows `--` goes to every run as it stands; it may not
 * say otherwise what the rows are told apart by.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { figureOf } from '../comparison/figure';
import { markdownOf } from '../comparison/markdown';
import { ordersOf, paperNetworksOf } from '../comparison/paperOrder';
import { compressedRowsOf, type Row, rowOf } from '../comparison/row';
import { summaryOf } from '../comparison/summary';
import { csvOf } from '../comparison/tables';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { InputError, messageOf } from '../engine/errors';
import { methodIds } from '../engine/methods/recipe';
import { groupsOf } from '../engine/run/scope';
import { tellOrder } from '../words/paperOrder';
import { chosen, numberWithin } from './arguments';
import { ablations } from './comparison/ablations';
import { type Beside, besideOf, tellBeside } from './comparison/beside';
import { contestsOf } from './comparison/contests';
import { reportOf, setupIn } from './comparison/makeRun';
import { checkPassedOn, plannedRuns } from './comparison/plan';
import { openNetwork } from './modelFiles';
import { orExit } from './orExit';
import { readArguments } from './pruneArguments';

const text = { type: 'string' } as const;
const { values, positionals } = await orExit(() =>
  parseArgs({
    allowPositionals: true,
    options: {
      model: text,
      models: text,
      methods: { ...text, default: 'dcp' },
      rates: { ...text, default: '0.3,0.5' },
      seeds: { ...text, default: '3' },
      preset: { ...text, default: 'quick' },
      images: { ...text, default: 'bundled' },
      ablate: text,
      beside: text,
      out: { ...text, default: 'comparison' },
    },
  }),
);
const listOf = (list: string): string[] => list.split(',').filter((part) => part !== '');
const out = resolve(values.out);
const methods = values.methods === 'all' ? methodIds : listOf(values.methods);
const { models, rates, seeds, ablation } = await orExit(() => ({
  models: modelsOf(values),
  rates: listOf(values.rates).map((rate) => numberWithin('rates', rate, [0, 0.99], false)),
  seeds: numberWithin('seeds', values.seeds, [1, 1000]),
  ablation: values.ablate === undefined ? undefined : chosen('ablate', values.ablate, ablations),
}));
const here = {
  ...{ out, checkout: process.cwd(), suffix: '' },
  flags: ['--preset', values.preset, '--images', values.images, ...positionals],
};
await chooseBackend(['cpu']);
const groups = new Map<string, readonly string[]>();
if (ablation) {
  const [method = 'dcp'] = methods;
  const { recipe } = await orExit(() => readArguments(['--out', out, '--method', method, ...here.flags]));
  for (const model of models) {
    const { network } = await orExit(() => openNetwork(model));
    groups.set(
      model,
      groupsOf(network, recipe).map(({ id }) => id),
    );
  }
}
const armsOf = ablation && ((model: string, rate: number) => ablation(groups.get(model) ?? [], rate));
const runs = await orExit(() => {
  const planned = plannedRuns({ models, methods, rates, seeds, ...(armsOf ? { armsOf } : {}) });
  checkPassedOn(positionals, planned);
  return planned;
});

const there =
  values.beside === undefined ? undefined : { ...here, checkout: resolve(values.beside), suffix: '_beside' };
await orExit(() => mkdir(out, { recursive: true }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => process.exit(128 + constants.signals[signal]));
const rows: Row[] = [];
const besides: Beside[] = [];
const failures: string[] = [];
for (const [index, run] of runs.entries()) {
  try {
    const [report, other] = await bothOf(reportOf(run, here), there && reportOf(run, there));
    const { network, method, rate, seed, variant } = run;
    const settings = { network, method, rate, seed, ...(variant === undefined ? {} : { variant }) };
    const row = rowOf(settings, report, await setupIn(run, here, report));
    rows.push(row, ...compressedRowsOf(row, report));
    if (other) besides.push(besideOf(run, report, other));
    console.error(`${index + 1} of ${runs.length}: ${run.folder}`);
  } catch (error) {
    failures.push(`${run.folder}: ${messageOf(error)}`);
    console.error(failures.at(-1));
  }
  await write();
}
const table = markdownOf(summaryOf(rows));
console.log([table, ...besides.map(tellBeside), ...orders(), ...failures].join('\n'));
if (failures.length > 0) process.exitCode = 1;

/** One by any path, or several by a list. @throws InputError if both are given */
function modelsOf({ model, models }: { readonly model?: string; readonly models?: string }): string[] {
  if (model === undefined) return listOf(models ?? 'vgg-small');
  if (models !== undefined) throw new InputError('option.targets', { first: 'model', second: 'models' });
  return [model];
}

/** Waits for both, also where one fails, so that what comes next has the machine to itself. */
async function bothOf<First, Second>(
  first: Promise<First>,
  second: Promise<Second> | undefined,
): Promise<[First, Second | undefined]> {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
}

/** All that is known so far: a comparison that is broken off leaves it. */
async function write(): Promise<void> {
  const summary = summaryOf(rows);
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  const files: Record<string, string> = {
    'rows.csv': csvOf(rows),
    'rows.json': json(rows),
    'summary.json': json(summary),
    'table.md': `${[markdownOf(summary), ...orders(), ...failures].join('\n\n')}\n`,
  };
  for (const network of new Set(rows.map((row) => row.network)))
    for (const measure of ['flops', 'bytes'] as const)
      files[`${network}-${measure}.svg`] = `${figureOf(
        rows.filter((row) => row.network === network),
        measure,
      )}\n`;
  for (const [name, contents] of Object.entries(files)) await writeFile(join(out, name), contents);
}

/** Where the order of the paper's methods is met, and where not. */
function orders(): string[] {
  const plain = summaryOf(rows).filter(({ variant, compression }) => variant === undefined && !compression);
  return contestsOf(plain).flatMap(({ network, rate, entries }) =>
    paperNetworksOf(network).flatMap((paper) => {
      const told = ordersOf(entries, paper).map((order) => `- ${tellOrder(order)}`);
      return told.length === 0
        ? []
        : [[`${network} at rate ${rate}, beside the paper's ${paper}:`, ...told].join('\n')];
    }),
  );
}
