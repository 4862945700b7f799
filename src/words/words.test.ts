import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compressionIds } from '../engine/compress/ids';
import { cifar10Classes } from '../engine/data/cifar10';
import { methodIds, presets, recipeFields } from '../engine/methods/recipe';
import { builderIds } from '../engine/models/names';
import { scalingId, scalingSchema } from '../engine/network/scaling';
import { backendNotes, tellBackendNote } from './backend';
import { barWords } from './bar';
import { compressionWords, tellCompressed, tellCompression } from './compressions';
import { errors, tellError } from './errors';
import { fieldWords, methodWords, misfits, presetLabels, units, wordsOfField } from './fields';
import { imageNotes, tellImageNote } from './images';
import { handWords, inspectWords } from './inspecting';
import { joiningReasons, tellJoining } from './joining';
import { layerBarWords } from './layerBars';
import { tellMemory } from './memory';
import * as names from './names';
import { networkWords } from './networkView';
import { type Message, news, recoveries, tellMessage } from './notices';
import * as phases from './phases';
import { playWords } from './playing';
import { pruneWords } from './pruneView';
import * as reasons from './reasons';
import { recipeWords } from './recipeView';
import { reportWords } from './reportPage';
import { resultWords } from './resultView';
import { tasks, tellTask } from './tasks';
import { isTerm, tellTerm, terms } from './terms';
import { frameWords, viewNames } from './views';
import { moments, tellTitle, trainingTitles, workReasons } from './watching';

const { locks, reasons: ownReasons } = reasons;
const { builderNames, classNames, datasetNames, lossNames, scalingNames, tellDataset, tellGroup } = names;
const { openingSteps, phaseNames, tellPhase, works } = phases;

const tables: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  backendNotes,
  barWords,
  builderNames,
  datasetNames,
  errors,
  frameWords,
  handWords,
  imageNotes,
  inspectWords,
  layerBarWords,
  locks,
  lossNames,
  misfits,
  moments,
  networkWords,
  units,
  news,
  openingSteps,
  phaseNames,
  playWords,
  presetLabels,
  pruneWords,
  recipeWords,
  resultWords,
  reasons: ownReasons,
  recoveries,
  reportWords,
  scalingNames,
  tasks,
  trainingTitles,
  viewNames,
  workReasons,
  works,
};

const read = (folder: string, isRead: (file: string) => boolean): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && isRead(file))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'));

const source = read('src', (file) => !/\.test\.ts$|^words\//.test(file)).join('\n');

test.each(Object.entries(tables))('%s: ids are short, and no words', (_, table) => {
  for (const id of Object.keys(table)) expect(id).toMatch(/^[a-z0-9]+([.-][a-z0-9]+)*$/);
});

const spokenOf = [
  ...['moments'],
  ...['backendNotes', 'datasetNames', 'errors', 'imageNotes', 'locks', 'misfits', 'news', 'openingSteps'],
];

test.each([...spokenOf, 'reasons', 'recoveries', 'tasks'])('every id of %s is used', (name) => {
  expect(Object.keys(tables[name] ?? {}).filter((id) => !source.includes(`'${id}'`))).toEqual([]);
});

test.each([
  'barWords',
  'frameWords',
  'handWords',
  'inspectWords',
  'layerBarWords',
  'networkWords',
  'playWords',
  'pruneWords',
  'recipeWords',
  'reportWords',
  'resultWords',
])('every word of %s is shown', (name) => {
  const all = read('src', (file) => !file.endsWith('.test.ts')).join('\n');
  const isShown = (id: string) => new RegExp(`${name}(\\.${id}\\b|\\[[^\\]]*'${id}')`).test(all);
  expect(Object.keys(tables[name] ?? {}).filter((id) => !isShown(id))).toEqual([]);
});

test('what can be chosen has a name', () => {
  expect(Object.keys(builderNames)).toEqual([...builderIds]);
  expect(Object.keys(classNames)).toEqual([...cifar10Classes]);
  const kinds = scalingSchema.options.map(({ shape }) => shape.kind.value);
  expect(Object.keys(scalingNames).sort()).toEqual([...kinds, 'imagenet'].sort());
  expect(scalingId({ kind: 'standard', mean: [0.5], deviation: [0.2] })).toBe('standard');
});

test('every preset has a label', () => {
  expect(Object.keys(presetLabels)).toEqual(Object.keys(presets));
});

test('every method has a name and an explanation, and its source with the year', () => {
  expect(Object.keys(methodWords)).toEqual([...methodIds]);
  for (const { name, explanation, source } of Object.values(methodWords)) {
    expect(tellTerm('method')).toContain(`${name}: ${explanation} (${source})`);
    expect(source).toMatch(/^[A-Z].* et al\., .* \d{4}$/);
  }
});

test('every method says why channels join', () => {
  expect(Object.keys(joiningReasons).sort()).toEqual([...methodIds].sort());
  expect(tellJoining('dcp', [83])).toBe('Channel 83 has the steepest joint-loss gradient, so it joins.');
  expect(tellJoining('l2', [1, 2, 7])).toBe(
    'Channels 1, 2 and 7 have the filters with the largest norms, so they stay.',
  );
  expect(tellJoining('later', [1, 2, 3, 4, 5])).toBe('5 channels have the best scores, so they join.');
});

test('what a run is at has a title, where it trains another than where it measures', () => {
  const counts = { chosen: 3, keeps: 8 };
  const layer = { phase: 'selection', what: 'layer', layer: 'stream:conv' } as const;
  expect(tellTitle(layer, counts)).toBe('Choosing which inputs conv (coupled) keeps: 3 of 8');
  expect(tellTitle({ phase: 'fine-tuning', what: 'pruned' }, counts)).toBe('Fine-tuning the pruned network');
  expect(tellTitle({ phase: 'evaluation', what: 'pruned' }, counts)).toBe('Measuring the pruned network');
});

test('every way to store a network in fewer bits has a name and an explanation', () => {
  expect(Object.keys(compressionWords)).toEqual([...compressionIds]);
  expect(tellCompression('later')).toBe('later');
  const share = { accuracy: 0.851, low: 0.828, high: 0.872, images: 1000, isAgreement: false, bytes: 4000 };
  const gap = { gap: 0.001, low: -0.003, high: 0.005 };
  expect(tellCompressed({ id: 'int8', measured: { ...share, gap }, storedBytes: 1100 })).toBe(
    '8-bit codes: accuracy 85.1% (95%: 82.8 to 87.2), n = 1,000; error gap from the pruned network +0.1 points (95%: −0.3 to 0.5); 1,100 bytes, 3.6× smaller',
  );
});

test('every field of a recipe has a label and a term, and each of its choices a label; no other has', () => {
  expect(Object.keys(fieldWords).sort()).toEqual([...recipeFields.keys()].sort());
  for (const { name, control } of recipeFields.values()) {
    expect([name, isTerm(control.term)]).toEqual([name, true]);
    const choices = control.kind === 'choice' ? control.choices : [];
    expect(Object.keys(wordsOfField(name)?.choices ?? {}).sort()).toEqual([...choices].sort());
  }
});

test('every term is used', () => {
  const quoted = (term: string) => new RegExp(`['"]${term}['"]`).test(source);
  expect(Object.keys(terms).filter((term) => !quoted(term))).toEqual([]);
});

test('errors stand by area, and areas in alphabetical order', () => {
  const areas = Object.keys(errors).map((code) => code.split('.')[0] ?? '');
  expect(areas).toEqual(areas.toSorted());
});

test('words import no package but i18next', () => {
  const imports = read('src/words', (file) => !/\.test\.ts$|^(zh|testing)\//.test(file)).flatMap((text) =>
    [...text.matchAll(/from '([^']+)'/g)].map(([, path]) => path),
  );
  expect(imports.filter((path) => !/^(\.\.?\/|i18next$)/.test(path ?? ''))).toEqual([]);
});

test('no word is a key outside: none of the names stands in the source', () => {
  const shown = [builderNames, datasetNames, presetLabels, scalingNames].flatMap((table) => Object.values(table));
  expect(shown.filter((name) => source.includes(`'${name}'`))).toEqual([]);
});

test('what the page waits for and says is told in words', () => {
  expect(tellTask({ code: 'open-first', network: 'vgg-small' })).toBe('Opening CIFAR-10 and vgg-small');
  expect(tellTask({ code: 'build', builder: 'resnet-20-cifar' })).toBe('Building ResNet-20 (CIFAR)');
  const reason = { code: 'worker.died', params: {} } as const;
  const task = { code: 'measure' } as const;
  const misfit = { code: 'out-of-range', field: 'fineTuningEpochs', least: 0, most: 9 } as const;
  const failure = { code: 'log.start', params: { line: 3 }, places: ['a.jsonl'] } as const;
  const messages: Array<[Message, string]> = [
    [{ code: 'run-read', file: 'a.jsonl' }, 'The run is that of a.jsonl'],
    [{ code: 'unfit', misfit }, 'Fine-tuning epochs: from 0 to 9; mend it, then prune'],
    [
      { code: 'reopened', reason, task },
      'The studio’s worker was lost (the worker has died, at “Measuring the accuracy”) and another has taken its place; everything open is open again',
    ],
    [
      { code: 'nothing-open', reason },
      'The studio’s worker was lost (the worker has died) and another has taken its place; nothing was open',
    ],
    [
      { code: 'partly-open', reason, failure: 'no memory' },
      'The studio’s worker was lost (the worker has died) and another has taken its place, but not all could be opened again: no memory',
    ],
    [
      { code: 'gone', reason: 'no backend starts' },
      'The studio could not start again: no backend starts; choose another backend',
    ],
    [
      { code: 'not-kept', reason: 'the disk is full' },
      'This browser keeps no runs (the disk is full): download what you need before you leave',
    ],
    [failure, 'a.jsonl: line 3: the log ends without the start of a run; write or download the log again'],
    ['no function', 'no function'],
  ];
  for (const [message, text] of messages) expect(tellMessage(message)).toBe(text);
});

test('a group is told by its name wherever it is told, never by its id', () => {
  const use = { budget: 2 ** 30, phases: [{ bytes: 2 ** 20 }], batchSize: 8, trainingPart: 8, evaluationBatch: 250 };
  expect(tellPhase({ phase: 'selection', what: 'layer', layer: 'stream:conv' })).toBe('selection: conv (coupled)');
  expect(tellMemory({ ...use, recomputed: [{ layer: 'stream:conv' }, { layer: 'conv2' }] })).toBe(
    '1 MiB of 1.0 GiB: computed anew for conv (coupled), conv2; 250 images evaluated at a time',
  );
  const params = { layer: 'stream:stem', layers: 'conv2, stream:conv' };
  expect(tellError({ code: 'recipe.layer', params })).toBe(
    'layer "stem (coupled)" has a prune rate of its own but cannot be pruned; give rates to conv2, conv (coupled) only',
  );
});

test('values are told in words', () => {
  expect(tellDataset('cifar10-full')).toBe('CIFAR-10, all 60,000 images');
  expect(tellDataset('pets, 20 images')).toBe('pets, 20 images');
  expect(tellGroup('stream:conv')).toBe('conv (coupled)');
  expect(tellGroup('conv2')).toBe('conv2');
  expect(tellPhase({ phase: 'auxiliary', what: 'head', layer: 'conv2' })).toBe('auxiliary: auxiliary head at conv2');
  expect(tellPhase({ phase: 'evaluation', what: 'latency' })).toBe('evaluation: latency');
  const by = { layer: 'c', className: 'Conv2D' };
  const locked = reasons.tellReason({ code: 'locked-input', ...by, lock: { code: 'compares' } });
  expect(locked).toBe('read by layer "c" (Conv2D), which compares all channels with one another');
  expect(tellImageNote({ code: 'untrained-many', classes: 'a, b', more: 2 })).toBe(
    'no image for training: a, b and 2 more',
  );
  expect(reasons.tellReason({ code: 'readers', count: 2, layers: 'a, b' })).toBe('read by 2 layers: a, b');
});

test('where memory has ended is told in words; words of older logs stay as they are', () => {
  const told = (detail: string) =>
    tellError({ code: 'memory.ended', params: { phase: 'fine-tuning', detail, message: 'no more' } });
  expect(told('head stream:conv 1')).toContain('in fine-tuning (auxiliary head at conv 1 (coupled)) (no more)');
  expect(told('pruned')).toContain('in fine-tuning (the pruned network) (no more)');
  expect(told('auxiliary head at conv2')).toContain('(auxiliary head at conv2)');
});

test.each([
  [
    { code: 'faster', backend: 'webgpu', images: 64, milliseconds: '12', other: 'wasm', longer: '80' } as const,
    'A training step with a batch of 64 takes 12 ms on WebGPU here, 80 ms on wasm',
  ],
  [
    { code: 'late', backend: 'wasm', images: 1, milliseconds: '80', other: 'webgpu', seconds: 5 } as const,
    'A training step with a batch of 1 takes 80 ms on wasm here; WebGPU is not ready for it within 5 s',
  ],
  [
    { code: 'failed', backend: 'webgpu', images: 8, milliseconds: '1.2', other: 'wasm', message: 'no memory' } as const,
    'A training step with a batch of 8 takes 1.2 ms on WebGPU here; on wasm it fails (no memory)',
  ],
  [
    { code: 'replaced', wanted: 'webgpu', backend: 'wasm' } as const,
    'WebGPU does not start here: wasm is used instead',
  ],
])('a note on the backend: %j', (note, told) => {
  expect(tellBackendNote(note)).toBe(told);
});
