import * as tf from '@tensorflow/tfjs';
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import type { Dataset } from '../data/dataset';
import { memoryBudget } from '../memory/budget';
import { type DcpOptions, samplesUsed } from '../methods/dcp/options';
import { type Stage, stagesOf } from '../methods/dcp/stages';
import { DcpWork } from '../methods/dcp/work';
import { type PresetName, presetRecipe } from '../methods/recipe';
import { cifarResnet } from '../models/resnet';
import { vgg } from '../models/vgg';
import type { Network } from '../network/network';
import { Random } from '../random';
import { fineTuningSteps, taughtSteps } from '../train/fineTune';
import { thetaSteps } from '../train/heads';
import { latencyBatches } from '../train/latencyBatches';
import { epochsOfViews } from '../train/teacher';
import { lightOutline } from './outline';
import { type Scope, scopeOf } from './scope';
import { expected, likelyRange, type Pace, TimeLeft } from './timeLeft';
import { Work } from './work';
import { type Units, type WorkKind, workKinds } from './workKinds';

type Piece = [kind: WorkKind, units: number];

/** CIFAR-10's bundled part, as far as work goes. */
const dataset: Dataset = {
  ...{ name: 'counted', classes: Array.from({ length: 10 }, (_, index) => `${index}`), shape: [32, 32, 3] },
  ...{ scaling: { kind: 'unit' }, train: part(5000), test: part(1000) },
};
function part(count: number) {
  return { images: new Uint8Array(), labels: new Uint16Array(count) };
}

let networks: Network[];
beforeAll(async () => {
  await chooseBackend(['cpu']);
  const blocks = [
    [16, 16],
    [32, 32],
    [64, 64],
  ];
  networks = [
    vgg('vgg', { blocks, classes: 10, inputShape: [32, 32, 3] }, new Random(1)),
    cifarResnet('resnet', { blocks: 3, classes: 10 }, new Random(1)),
  ];
});

interface Setting {
  scope: Scope;
  options: DcpOptions;
  stages: Stage[];
  work: Work;
  own: DcpWork;
}

/** DCP by a preset. */
function settingOf(index: number, preset: PresetName): Setting {
  const recipe = presetRecipe(preset);
  if (recipe.method.id !== 'dcp') throw new Error('presets are of DCP');
  const scope = scopeOf(networks[index]!, dataset, recipe, false, memoryBudget);
  const options: DcpOptions = { ...recipe.method, choose: 'largest' };
  const stages = stagesOf(scope.network, scope.groups, options.losses);
  return { scope, options, stages, work: new Work(scope), own: new DcpWork(scope, options, stages) };
}

/** The pieces of a run in the order in which it does them. */
function piecesOf({ scope, options, work, own, stages }: Setting): Piece[] {
  const { dataset: learnt, recipe } = scope;
  const evaluation = (which: 'whole' | 'pruned', batches = 4) =>
    Array.from({ length: batches }, (): Piece => ['evaluation', work.inference(250, which)]);
  const validation = options.auxiliaryEpochs > 0 ? evaluation('whole', 2) : [];
  const mirroring = recipe.mirror === 'auto' ? evaluation('whole', 4) : [];
  const steps = (kind: WorkKind, epochs: number, units: number) =>
    Array.from({ length: fineTuningSteps(learnt, recipe, epochs) }, (): Piece => [kind, units]);
  const stepsOfEpoch = fineTuningSteps(learnt, recipe, 1);
  const epochsTaught = taughtSteps(learnt, recipe) / stepsOfEpoch;
  const tuning = Array.from({ length: recipe.fineTuningEpochs }, (_, epoch): Piece[] => [
    ...Array.from(
      { length: stepsOfEpoch },
      (): Piece => ['fine-tuning', work.fineTuningStep(epoch % epochsOfViews === 0 && epochsTaught > 0, [])],
    ),
    ...evaluation('pruned', 1),
  ]).flat();
  const heads = stages.flatMap(({ lossAt }) => lossAt ?? []);
  const selection = [...own.selection.values()].map((units) => units.map((unit): Piece => ['selection', unit]));
  const trainings = options.schedule === 'upfront' ? [heads] : stages.map(({ lossAt }) => (lossAt ? [lossAt] : []));
  return [
    ...evaluation('whole'),
    ...mirroring,
    ...trainings.flatMap((at, stage) => [
      ...at.flatMap((one) => Array.from({ length: thetaSteps }, (): Piece => ['heads', own.theta(one) / thetaSteps])),
      ...validation,
      ...steps('auxiliary', options.auxiliaryEpochs, work.trainingStep(at, 'whole')),
      ...validation,
      ...selection.filter((_, layer) => layer % trainings.length === stage).flat(),
    ]),
    ...evaluation('pruned'),
    ...[...evaluation('whole', 1), ...evaluation('pruned', 1), ...tuning],
    ...evaluation('pruned'),
    ...latencyBatches.map((images): Piece => ['latency', work.latency(images)]),
  ];
}

interface Machine {
  /** Seconds for a unit of evaluation. */
  pace: number;
  /** What a unit of each kind takes beside what is expected. */
  kinds: Record<WorkKind, number>;
  /** Seed of what each piece takes beside the others of its kind: 0.7 to 1.3. */
  seed: number;
}

const asExpected: Record<WorkKind, number> = {
  ...{ evaluation: 1, sensitivity: 1, heads: 1, auxiliary: 1, selection: 1, 'fine-tuning': 1, latency: 1 },
};

const machines = (spread: number): fc.Arbitrary<Machine> => {
  const around = fc.double({ min: 1 / spread, max: spread, noNaN: true });
  const kinds = fc
    .tuple(...workKinds.map(() => around))
    .map(
      (values) => Object.fromEntries(workKinds.map((kind, index) => [kind, values[index]])) as Record<WorkKind, number>,
    );
  return fc.record({ pace: fc.double({ min: 1e-12, max: 1e-8, noNaN: true }), kinds, seed: fc.nat() });
};

interface Moment {
  kind: WorkKind;
  seconds: number;
  /** Since the start. */
  at: number;
  estimate: number | undefined;
  progress: number;
}

/**
 * A run on a machine: what is told after every piece.
 *
 * @param takes the pieces in the units that the machine needs for them
 * @param measured how quick it was before the run
 */
function simulate(
  pieces: readonly Piece[],
  totals: Units,
  { pace, kinds, seed }: Machine,
  { takes = pieces, measured }: { takes?: readonly Piece[]; measured?: Pace } = {},
): Moment[] {
  const timeLeft = new TimeLeft(totals, measured);
  const random = new Random(seed);
  let at = 0;
  return pieces.map(([kind, units], index): Moment => {
    const seconds = takes[index]![1] * pace * expected[kind].weight * kinds[kind] * (0.7 + 0.6 * random.uniform());
    at += seconds;
    const estimate = timeLeft.advance(kind, units, seconds);
    return { kind, seconds, at, estimate, progress: timeLeft.done / timeLeft.total };
  });
}

/** By how much of the run the time left lay outside the range told, at worst and beyond a hundredth. */
function missedBy(moments: readonly Moment[]): number {
  const end = moments.at(-1)!.at;
  const misses = moments.map(({ at, estimate, progress }) => {
    if (estimate === undefined) return 0;
    const { low, high } = likelyRange(estimate, progress);
    return Math.max(low - (end - at), end - at - high) / end - 0.01;
  });
  return Math.max(0, ...misses);
}

function runOf(index: number, preset: PresetName) {
  const setting = settingOf(index, preset);
  const outline = { ...lightOutline, work: setting.own.totals() };
  return { totals: setting.work.totals(outline), pieces: piecesOf(setting) };
}

const presetsAndNetworks = fc.tuple(fc.nat(1), fc.constantFrom<PresetName>('quick', 'balanced', 'paper'));

test('the pieces of a run are all that it does', () => {
  for (const preset of ['quick', 'balanced', 'paper'] as const)
    for (const index of [0, 1]) {
      const { pieces, totals } = runOf(index, preset);
      const trains = presetRecipe(preset).method;
      const none = 'auxiliaryEpochs' in trains && trains.auxiliaryEpochs === 0 ? ['auxiliary'] : [];
      for (const kind of workKinds.filter((each) => ![...none, 'sensitivity'].includes(each))) {
        const sum = pieces.reduce((total, [each, units]) => total + (each === kind ? units : 0), 0);
        expect(sum / (totals[kind] ?? 0)).toBeCloseTo(1, 6);
        expect(sum).toBeGreaterThan(0);
      }
    }
});

test('a layer whose samples are computed anew takes longer, the more of them the longer', () => {
  const { scope, options, stages, own } = settingOf(0, 'quick');
  const selection = (kept: number) =>
    new DcpWork(scope, options, stages, [{ layer: 'conv4', kept }]).totals().selection!;
  const whole = own.totals().selection!;
  const samples = samplesUsed(options, 4500);
  expect(selection(samples)).toBeCloseTo(whole);
  expect(selection(samples / 2)).toBeGreaterThan(whole);
  expect(selection(0) - whole).toBeCloseTo(2 * (selection(samples / 2) - whole));
});

test('after a tenth of the run the time left is within a quarter of the truth, and it never jumps', () => {
  fc.assert(
    fc.property(presetsAndNetworks, machines(1.1), ([index, preset], machine) => {
      const { pieces, totals } = runOf(index, preset);
      const moments = simulate(pieces, totals, machine);
      const end = moments.at(-1)!.at;
      expect(missedBy(moments)).toBe(0);
      let last: number | undefined;
      for (const { at, seconds, estimate, progress } of moments) {
        if (at > 0.1 * end) expect(Math.abs(estimate! - (end - at))).toBeLessThan(0.25 * (end - at) + 0.01 * end);
        if (last !== undefined && estimate !== undefined)
          expect(Math.abs(estimate - Math.max(0, last - seconds))).toBeLessThanOrEqual(
            0.2 * Math.max(last, estimate) + 1e-9,
          );
        if (progress < 0.01) expect(estimate).toBeUndefined();
        last = estimate;
      }
      expect(moments.map(({ progress }) => progress)).toEqual(
        moments.map(({ progress }) => progress).sort((a, b) => a - b),
      );
      expect(moments.at(-1)!.progress).toBeCloseTo(1, 6);
      expect(moments.at(-1)!.estimate! / end).toBeCloseTo(0, 2);
    }),
    { seed: 4, numRuns: 40 },
  );
});

test('where kinds of work take up to twice as much or half as expected, a fifth of the last long one tells', () => {
  fc.assert(
    fc.property(presetsAndNetworks, machines(2), ([index, preset], machine) => {
      const { pieces, totals } = runOf(index, preset);
      const moments = simulate(pieces, totals, machine);
      const end = moments.at(-1)!.at;
      const tuning = moments.filter(({ kind }) => kind === 'fine-tuning');
      const spent = tuning.reduce((sum, { seconds }) => sum + seconds, 0);
      for (const { at, estimate } of tuning)
        if (at - tuning[0]!.at > 0.2 * spent)
          expect(Math.abs(estimate! - (end - at))).toBeLessThan(0.25 * (end - at) + 0.05 * end);
    }),
    { seed: 4, numRuns: 40 },
  );
});

/** Places of pieces that prepare a layer and take its first step: they are the longest of theirs. */
const firstStepsOf = (pieces: readonly Piece[]): number[] =>
  pieces.flatMap(([kind, units], at) => {
    const [before, previous] = pieces[at - 1] ?? [];
    return kind === 'selection' && (before !== 'selection' || units > 2 * previous!) ? [at] : [];
  });

/** The quick run of VGG with calls as costly as on a GPU. */
async function runOnGpu() {
  tf.registerBackend('webgpu', () => new MathBackendCPU());
  await tf.setBackend('webgpu');
  const run = runOf(0, 'quick');
  await tf.setBackend('cpu');
  tf.removeBackend('webgpu');
  return run;
}

test('on a GPU, where handing a layer over takes as long as 3e7 to 1e9 multiply-adds, the truth is in the range told', async () => {
  const [onGpu, onProcessor] = [await runOnGpu(), runOf(0, 'quick')];
  const machine: Machine = { pace: 1e-12, kinds: asExpected, seed: 1 };
  for (const call of [3e7, 1e8, 3e8, 1e9]) {
    const takes = onGpu.pieces.map(([kind, units], at): Piece => {
      const [, calculated] = onProcessor.pieces[at]!;
      return [kind, calculated + (units - calculated) * (call / 1e8)];
    });
    expect(missedBy(simulate(onGpu.pieces, onGpu.totals, machine, { takes }))).toBe(0);
    expect(missedBy(simulate(onProcessor.pieces, onProcessor.totals, machine, { takes }))).toBeGreaterThan(0.02);
  }
});

test('on an H100, where a step of choosing takes 0.14 s in any layer and the first 5 s more, the truth is in the range told', async () => {
  const { pieces, totals } = await runOnGpu();
  const firsts = firstStepsOf(pieces);
  const measured: Pace = { passes: 4e-12, steps: 3e-12 };
  const takes = pieces.map(([kind, units], at): Piece => {
    const { weight, at: pace } = expected[kind];
    if (kind !== 'selection') return [kind, measured[pace] * units];
    const preparing = firsts.includes(at) ? 0.45 : 0;
    const compiling = at === firsts[0] ? 5 : 0;
    return [kind, (0.14 + preparing + compiling) / weight];
  });
  const machine: Machine = { pace: 1, kinds: asExpected, seed: 1 };
  expect(missedBy(simulate(pieces, totals, machine, { takes, measured }))).toBe(0);
});

test('a pace that was measured before is gone by, whatever the first work of a run makes believe', () => {
  const { pieces, totals } = runOf(0, 'quick');
  const kinds = { ...asExpected, evaluation: 0.1, heads: 0.1, latency: 0.1 };
  const machine: Machine = { pace: 1e-10, kinds, seed: 1 };
  const measured: Pace = { passes: 0.1 * machine.pace, steps: machine.pace };
  expect(missedBy(simulate(pieces, totals, machine, { measured }))).toBe(0);
  expect(missedBy(simulate(pieces, totals, machine))).toBeGreaterThan(0.3);
});

test('what is left can become known better: what is done stays done', () => {
  const timeLeft = new TimeLeft({ evaluation: 100, selection: 300 });
  timeLeft.advance('evaluation', 100, 10);
  timeLeft.expect({ selection: 100 });
  expect(timeLeft.done / timeLeft.total).toBeCloseTo(100 / (100 + 100 * expected.selection.weight));
  timeLeft.expect({});
  expect(timeLeft.done).toBe(timeLeft.total);
});
