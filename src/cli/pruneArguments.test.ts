import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compressionIds } from '../engine/compress/ids';
import { recipeFields, recipeSchema } from '../engine/methods/recipe';
import { readArguments } from './pruneArguments';

const read = (...args: string[]) => readArguments(['--out', 'x', ...args]);

test('what is given takes the place of what the preset has', () => {
  const { recipe, model, backend } = read('--preset', 'quick', '--fine-tuning-epochs', '3', '--method', 'random');
  expect(recipe).toMatchObject({ fineTuningEpochs: 3, method: { id: 'random', samples: 512 } });
  expect([model, backend]).toEqual(['vgg-small', undefined]);
});

test('the comparison with training from scratch is asked for', () => {
  expect([read().scratch, read('--scratch').scratch]).toEqual([false, true]);
});

test('compressions are a list, or all', () => {
  expect(read().compressing).toEqual({ ids: [], epochs: 0 });
  expect(read('--compress', 'int8,fp16,int8').compressing.ids).toEqual(['int8', 'fp16']);
  expect(read('--compress', 'all', '--compress-epochs', '2').compressing).toEqual({ ids: compressionIds, epochs: 2 });
});

test.each([
  [['--compress', 'int8,zip'], '--compress zip is unknown; choose from fp16, int16, int8, twn'],
  [['--compress-epochs', '1.5'], '--compress-epochs 1.5 is not valid; give a whole number from 0 to 1000'],
  [['--rate', '1'], '--rate 1 is not valid; give a number from 0 to below 1'],
  [['--seed', '-1'], '--seed -1 is not valid; give a whole number from 0 to 4294967295'],
  [['--seed=-1'], '--seed -1 is not valid; give a whole number from 0 to 4294967295'],
  [['--seed', '4294967296'], '--seed 4294967296 is not valid; give a whole number from 0 to 4294967295'],
  [['--seed', ''], '--seed  is not valid; give a whole number'],
  [['--lambda', '-.5'], '--lambda -.5 is not valid; give a number from 0 to 1000000'],
  [['--fine-tuning-epochs', '1e9'], '--fine-tuning-epochs 1e9 is not valid; give a whole number from 0 to 1000'],
  [['--learning-rate', '1e6'], '--learning-rate 1e6 is not valid; give a number from 1e-9 to 10'],
  [['--samples', '0'], '--samples 0 is not valid; give a whole number from 1 to 100000'],
  [['--method', 'magic'], '--method magic is unknown; choose from dcp, dcp-adapt, random'],
  [['--preset', 'slow'], '--preset slow is unknown; choose from quick, balanced, paper'],
  [['--preset', '__proto__'], '--preset __proto__ is unknown; choose from quick, balanced, paper'],
  [['--preset', 'constructor'], '--preset constructor is unknown'],
  [['--backend', 'abacus'], '--backend abacus is unknown; choose from'],
  [['--format', 'toString'], '--format toString is unknown; choose from'],
  [['--epsilon', '0.1'], '--epsilon says nothing to dcp; leave it out, or choose from dcp-adapt'],
  [['--lose', '1', '--params', '5'], '--lose and --params exclude each other; give one of them'],
  [['--flops', '5', '--rate', '0.5'], '--flops and --rate exclude each other; give one of them'],
  [['--lose', '-1'], '--lose -1 is not valid; give a number from 0 to 100'],
  [['--lose', '1%'], '--lose 1% is not valid; give a number from 0 to 100'],
  [['--params', '0'], '--params 0 is not valid; give a number from 1 to'],
  [['--params', '5kB'], '--params 5kB is not valid; give a number, perhaps with k, M or G behind it'],
  [['--bytes', 'kB'], '--bytes kB is not valid; give a number, perhaps'],
  [['--bytes', ''], '--bytes  is not valid; give a number, perhaps'],
  [['--latency', 'fast'], '--latency fast is not valid; give a number from 0.001 to'],
  [['--latency', '5', '--latency-batch', '2'], '--latency-batch 2 is not valid; choose from 1, 32'],
  [['--latency-batch', '1'], '--latency-batch says nothing without --latency; leave it out, or give both'],
  [['--method', 'dcp-adapt', '--lose', '1'], 'dcp-adapt finds widths itself and reaches no target'],
  [['--epochs', '1e9'], "Unknown option '--epochs'"],
  [['--out', ''], '--out DIR is missing; name the folder'],
])('%j is refused in one sentence', (args, sentence) => {
  expect(() => read(...args)).toThrow(sentence);
});

test.each([
  [[], { kind: 'rate' }],
  [['--rate', '0.3'], { kind: 'rate' }],
  [['--lose', '1.5'], { kind: 'lose', points: 1.5 }],
  [['--params', '150000'], { kind: 'params', most: 150_000 }],
  [['--params', '150k'], { kind: 'params', most: 150_000 }],
  [['--flops', '5e6'], { kind: 'flops', most: 5_000_000 }],
  [['--flops', '2.5M'], { kind: 'flops', most: 2_500_000 }],
  [['--bytes', '500kB'], { kind: 'bytes', most: 500_000 }],
  [['--bytes', '1.5 MB'], { kind: 'bytes', most: 1_500_000 }],
  [['--bytes', '4096'], { kind: 'bytes', most: 4096 }],
  [['--latency', '5'], { kind: 'latency', milliseconds: 5, batch: 1 }],
  [['--latency', '0.5', '--latency-batch', '32'], { kind: 'latency', milliseconds: 0.5, batch: 32 }],
])('%j is a target', (args, target) => {
  const { recipe } = read(...args);
  expect(recipe.target).toEqual(target);
  expect(recipeSchema.parse(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
});

describe('any text for a number', () => {
  const fields = [...recipeFields.values()].filter(
    ({ control }) => control.kind === 'number' || control.kind === 'count',
  );
  const flagOf = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const texts = fc.oneof(
    fc.double().map(String),
    fc.integer().map(String),
    fc.constantFrom('NaN', 'Infinity', '-Infinity', '-0', '1e400', '0x10', '1_000', '½', ' ', '--', '1;2'),
    fc.string(),
  );

  test('is taken if it is in range, or refused naming the option', () => {
    const outcomes = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(fc.constantFrom(...fields), texts, ({ name, methods: [method = 'dcp'] = [] }, text) => {
        const flag = flagOf(name);
        try {
          const { recipe } = read('--method', method, `--${flag}=${text}`);
          expect(recipeSchema.parse(recipe)).toEqual(recipe);
          outcomes.taken++;
        } catch (error) {
          expect(String(error)).toContain(`--${flag}`);
          expect(String(error)).toMatch(/give a (whole )?number from/);
          outcomes.refused++;
        }
      }),
      { seed: 2, numRuns: 1000 },
    );
    expect(Math.min(outcomes.taken, outcomes.refused)).toBeGreaterThan(20);
  });
});
