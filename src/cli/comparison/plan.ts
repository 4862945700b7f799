import { basename, dirname, relative, resolve } from 'node:path';
import type { Settings } from '../../comparison/row';
import { InputError } from '../../engine/errors';
import { choosesWidths } from '../../engine/methods/recipe';
import type { Arm } from './ablations';

/** A run of `npm run prune` that a comparison makes. */
export interface PlannedRun extends Settings {
  /** Bundled, or a file. */
  readonly model: string;
  /** Of the folder that it writes. */
  readonly folder: string;
  readonly flags: readonly string[];
  readonly pretrainingEpochs?: number;
}

export interface Asked {
  readonly models: readonly string[];
  readonly methods: readonly string[];
  readonly rates: readonly number[];
  readonly seeds: number;
  /** Of one network at one rate. */
  readonly armsOf?: (model: string, rate: number) => readonly Arm[];
}

const plain: readonly Arm[] = [{ variant: '', flags: [] }];

/**
 * All runs, a network, a rate and an arm after the other, each once; those that only their seeds tell apart side by side. A
 * method that chooses widths itself has no rate: it is run at the first alone, and in no arm of rates.
 *
 * @throws InputError if two of the models would have their runs in the same folders, or there is none to make
 */
export function plannedRuns({ models, methods, rates, seeds, armsOf = () => plain }: Asked): PlannedRun[] {
  const seedsOf = Array.from({ length: seeds }, (_, index) => index + 1);
  const runs = apart(models).flatMap((model) =>
    [...new Set(rates)].flatMap((rate, place) =>
      armsOf(model, rate).flatMap((arm) =>
        methodsOf(arm, methods)
          .filter((method) => (place === 0 && !arm.isOfRates) || !choosesWidths(method))
          .flatMap((method) =>
            seedsOf.map((seed) => runOf(arm, { model, network: nameAmong(models, model), method, rate, seed })),
          ),
      ),
    ),
  );
  checkFolders(runs);
  return runs;
}

function checkFolders(runs: readonly PlannedRun[]): void {
  if (runs.length === 0) throw new InputError('compare.nothing');
  const models = new Map<string, string>();
  for (const { folder, model } of runs) {
    const first = models.get(folder) ?? model;
    if (first !== model) throw new InputError('compare.same-folder', { first, second: model, folder });
    models.set(folder, model);
  }
}

const methodsOf = ({ method }: Arm, asked: readonly string[]): readonly string[] =>
  method === undefined ? [...new Set(asked)] : [method];

/** Each network once, however its path is written. */
const apart = (models: readonly string[]): string[] =>
  models.filter((model, index) => models.findIndex((other) => placeOf(other) === placeOf(model)) === index);

/** The last part of its path, or all of it where another model ends in the same. */
function nameAmong(models: readonly string[], model: string): string {
  const place = placeOf(model);
  const hasTwin = models.some((other) => placeOf(other) !== place && basename(placeOf(other)) === basename(place));
  return hasTwin ? relative('.', place).replaceAll('/', '-') : basename(place);
}

/** Of a `model.json` its folder. */
function placeOf(model: string): string {
  const path = resolve(model);
  return basename(path) === 'model.json' ? dirname(path) : path;
}

function runOf(
  { variant, flags, pretrainingEpochs }: Arm,
  { model, network, method, rate, seed }: Omit<PlannedRun, 'folder' | 'flags'>,
): PlannedRun {
  const folder = folderOf({ network, method, rate, variant, seed });
  return {
    ...{ model, network, method, rate, seed, folder },
    ...(variant === '' ? {} : { variant }),
    flags: ['--method', method, '--rate', String(rate), '--seed', String(seed), ...flags],
    ...(pretrainingEpochs === undefined ? {} : { pretrainingEpochs }),
  };
}

/** The folder of a run in that of its comparison. */
export const folderOf = ({ network, method, rate, variant = '', seed }: Settings): string =>
  [network, method, rate, ...(variant === '' ? [] : [variant]), seed].join('_').replaceAll(' ', '-');

/**
 * Rates of single layers may pass: the rate is that of all others.
 *
 * @throws InputError if options that go to every run as they stand would overrule what tells runs apart
 */
export function checkPassedOn(options: readonly string[], runs: readonly PlannedRun[]): void {
  const own = new Set(['--model', '--preset', '--images', '--out', ...runs.flatMap(({ flags }) => flags)]);
  const overruling = options
    .map((option) => option.replace(/=.*/s, ''))
    .find((option) => option.startsWith('--') && own.has(option));
  if (overruling) throw new InputError('compare.overruled', { option: overruling });
}
