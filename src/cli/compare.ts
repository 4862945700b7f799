/**
 * Runs networks, methods, rates and seeds one by one and prints their table:
 * `npm run compare -- --models vgg-small --methods dcp,random,l1 --rates 0.3,0.5 --seeds 3 --preset quick --out DIR`.
 * What follows `--` goes to every run as it stands. Runs that DIR has already are not made again; `--beside PATH` makes each
 * in another checkout too, at the same time, and tells the ratio of the seconds.
 */
import { spawn } from 'node:child_process';
import { access, mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Report } from '../engine/run/events';
import { type Comparison, summaryOf, tableOf } from './comparison';
import { orExit } from './orExit';

const { values, positionals } = await orExit(() =>
  parseArgs({
    allowPositionals: true,
    options: {
      models: { type: 'string', default: 'vgg-small' },
      methods: { type: 'string', default: 'dcp' },
      rates: { type: 'string', default: '0.3,0.5' },
      seeds: { type: 'string', default: '3' },
      preset: { type: 'string', default: 'quick' },
      beside: { type: 'string' },
      out: { type: 'string' },
    },
  }),
);
const out = resolve(values.out ?? 'comparison');
const listOf = (text: string) => text.split(',').filter((part) => part !== '');
const checkouts = [process.cwd(), ...(values.beside === undefined ? [] : [resolve(values.beside)])];

interface Run {
  readonly model: string;
  readonly method: string;
  readonly rate: string;
  readonly seed: string;
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** A run's report, which is made unless it is there. Options that only this build knows are not for the other checkout. */
async function reportOf(run: Run, checkout: string): Promise<Report> {
  const isBeside = checkout !== process.cwd();
  const name = [run.model, run.method, run.rate, run.seed, ...(isBeside ? ['beside'] : [])].join('_');
  const folder = join(out, name);
  const file = join(folder, 'report.json');
  if (!(await exists(file))) {
    await mkdir(folder, { recursive: true });
    const log = await open(join(folder, 'log'), 'w');
    const options = { ...run, preset: values.preset, out: folder };
    const flags = Object.entries(options).flatMap(([flag, value]) => [`--${flag}`, value]);
    const arguments_ = ['tsx', 'src/cli/prune.ts', ...flags, ...(isBeside ? [] : positionals)];
    const code = await new Promise<number | null>((done, fail) =>
      spawn('npx', arguments_, { cwd: checkout, stdio: ['ignore', log.fd, log.fd] })
        .on('close', done)
        .on('error', fail),
    );
    await log.close();
    if (code !== 0) throw new Error(`${name}: exit code ${code}; ${join(folder, 'log')} says why`);
  }
  return JSON.parse(await readFile(file, 'utf8')) as Report;
}

const comparisons: Comparison[] = [];
for (const model of listOf(values.models))
  for (const method of listOf(values.methods))
    for (const rate of listOf(values.rates))
      for (let seed = 1; seed <= Number(values.seeds); seed++) {
        const run = { model, method, rate, seed: String(seed) };
        const [report, beside] = await Promise.all(checkouts.map((checkout) => reportOf(run, checkout)));
        comparisons.push({ ...run, report: report!, ...(beside ? { beside } : {}) });
        console.error(`${model}, ${method}, rate ${rate}, seed ${seed}: done`);
      }
const summary = summaryOf(comparisons);
await writeFile(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
console.log(tableOf(summary));
