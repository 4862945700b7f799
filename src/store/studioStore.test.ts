import { readFileSync } from 'node:fs';
import { expose, wrap } from 'comlink';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { Cancelled } from '../engine/checkpoint';
import { compressionIds } from '../engine/compress/ids';
import { InputError } from '../engine/errors';
import { readLog } from '../runs/logFile';
import { selectionOf } from '../runs/testing';
import type { Task } from '../words/tasks';
import { carryErrors } from '../worker/crossing';
import type { PackedResult } from '../worker/result';
import type { BackendInfo } from '../worker/startBackend';
import { Studio } from '../worker/studio';
import { Supervisor, WorkerLost } from '../worker/supervisor';
import { decoder, modelFiles, servedFiles, tinyNetwork, tinyRecipe } from '../worker/testing';
import { canMeetBaseline } from './baseline';
import { createStudio } from './createStudio';
import { loggedRun } from './run';
import type { Surroundings } from './slices/slice';
import {
  activeRun,
  finishedRun,
  hasNetwork,
  hasUnsaved,
  isActive,
  isBehind,
  isComparable,
  isFree,
  isMeasured,
  isNextAsked,
  isRecipeChanged,
  type StudioState,
  shownRun,
  shownState,
  toldRun,
} from './state';

let served: Map<string, Blob>;
/** How backends start. */
let startBackend: () => Promise<BackendInfo>;

beforeEach(() => {
  startBackend = async () => ({ name: 'cpu', threads: 1, offered: ['cpu'], notes: [] });
});

beforeAll(async () => {
  carryErrors();
  await chooseBackend(['cpu']);
  served = await servedFiles([tinyNetwork('vgg-small', 10, 3), tinyNetwork('other', 10, 4)]);
});

/** A studio behind a message channel, as a worker is. */
function hire() {
  const { port1, port2 } = new MessageChannel();
  const decode = decoder();
  const studio = new Studio({
    fetch: async ({ pathname }) => {
      const file = served.get(pathname.slice(1));
      return new Response(file ?? null, { status: file ? 200 : 404 });
    },
    decodeImage: async (file, height, width) => {
      if (new TextDecoder().decode(file) === 'broken') throw new Error('no image');
      return decode(file, height, width);
    },
    startBackend: () => startBackend(),
  });
  expose(studio, port1);
  let dismiss = () => {};
  const death = new Promise<never>((_, reject) => {
    dismiss = () => reject(new WorkerLost('worker.dismissed'));
  });
  death.catch(() => {});
  return { studio: wrap<Studio>(port2), death, dismiss };
}

/** A store with the first network open, the files that it has saved, and how its worker dies. */
async function begun(before?: (store: ReturnType<typeof createStudio>) => void) {
  const saved = new Map<string, string>();
  let die = () => {};
  const hireMortal = () => {
    const hired = hire();
    die = hired.dismiss;
    return hired;
  };
  const store = createStudio((recovery): Surroundings => {
    const supervisor = new Supervisor(hireMortal, recovery, 10_000);
    return {
      supervisor,
      recovery,
      run: (order, onEvents) => supervisor.prune(order, (event) => onEvents([event])),
      base: 'http://beside/',
      hasFullDataset: async () => false,
      fetchRecording: async () => loggedRun(selectionOf([4])),
      now: () => performance.now(),
      save: (name, contents) => saved.set(name, String(contents)),
    };
  });
  before?.(store);
  await store.getState().boot();
  if (!before) store.setState({ recipe: tinyRecipe });
  return { store, saved, state: store.getState, die: () => die() };
}

const noticesOf = ({ notices }: StudioState) => notices.map(({ message }) => message);
const busy = { code: 'studio.busy', params: {}, places: [] };
const fileOf = (name: string, text: string) => new File([text], name);

test('a method that is chosen again is told what it was told before', async () => {
  const { state } = await begun();
  state().setRecipe({ method: 'dcp-adapt' });
  state().setRecipe({ epsilon: 0.2 });
  state().setRecipe({ method: 'dcp', fineTuningImages: undefined });
  expect(state().recipe.method).not.toHaveProperty('epsilon');
  state().setRecipe({ method: 'dcp-adapt' });
  expect(state().recipe.method).toMatchObject({ id: 'dcp-adapt', epsilon: 0.2 });
  expect(state().recipe.fineTuningImages).toBeUndefined();
});

test('every run has its log and state by its id, and the runs before stay', async () => {
  const { state, saved } = await begun();
  await state().prune();
  const [first] = Object.values(state().runs);
  expect(first).toMatchObject({ network: 'vgg-small', recipe: tinyRecipe, status: 'finished', isSaved: false });
  expect(first!.state.report?.layers.map(({ name }) => name)).toEqual(['conv2', 'classes']);
  expect(hasUnsaved(state())).toBe(true);

  expect(isNextAsked(state())).toBe(false);
  state().setRecipe({ seed: 2 });
  expect(isRecipeChanged(state())).toBe(true);
  expect(isNextAsked(state())).toBe(true);
  state().undo();
  expect(isNextAsked(state())).toBe(false);
  state().redo();
  await state().prune();
  const runs = Object.values(state().runs);
  expect(runs.map(({ recipe }) => recipe.seed)).toEqual([1, 2]);
  expect(runs[0]).toBe(first);
  for (const { id, log } of runs) expect(new Set([...log].map(({ run }) => run))).toEqual(new Set([id]));
  expect(finishedRun(state())).toBe(runs[1]);

  await state().download('events');
  expect([...readLog(saved.get('vgg-small-events.jsonl')!, 'none')]).toEqual([...runs[1]!.log]);
  await state().download('report');
  expect(JSON.parse(saved.get('vgg-small-report.json')!)).toEqual(runs[1]!.state.report);
  expect(hasUnsaved(state())).toBe(true);
  await state().download('keras');
  expect(hasUnsaved(state())).toBe(false);
});

test('a run that is to store its network in fewer bits tells of every way, and its small files can be had', async () => {
  const { state, saved } = await begun();
  state().setCompresses(true);
  await state().prune();
  const [run] = Object.values(state().runs);
  expect(run!.state.compressed.map(({ id }) => id)).toEqual([...compressionIds]);
  await state().download('tfjs-int8');
  expect([...saved.keys()]).toEqual(['vgg-small-pruned-8-bit.zip']);
  expect(hasUnsaved(state())).toBe(true);
});

test('the last result’s network can be kept elsewhere, and is not lost with the page then; where that fails it is told', async () => {
  const { state } = await begun();
  await state().prune();
  const kept: number[] = [];
  const keep = async (id: string, { file }: PackedResult) => {
    expect(id).toBe(state().lastResult);
    kept.push(file.byteLength);
  };
  await state().keepResult(async () => {
    throw new InputError('kept.too-large');
  });
  expect([noticesOf(state()), hasUnsaved(state())]).toMatchObject([[{ code: 'kept.too-large' }], true]);
  await state().keepResult(keep);
  expect([kept.length, hasUnsaved(state())]).toEqual([1, false]);
});

test('another network leaves the page without a run, but the last result at hand', async () => {
  const { state } = await begun();
  await state().prune();
  await state().openBundled('other');
  expect(shownRun(state())).toBeUndefined();
  expect(shownState(state()).layers).toEqual([]);
  expect([finishedRun(state())?.network, hasNetwork(state())]).toEqual(['vgg-small', true]);
});

test('a run can be paused and cancelled, which leaves the result of the one before', async () => {
  const { store, state } = await begun();
  await state().prune();
  const result = finishedRun(state());
  state().setRecipe({ fineTuningEpochs: 400 });
  const running = state().prune();
  await state().pause();
  expect(shownRun(state())?.status).toBe('paused');
  await state().resume();
  await new Promise<void>((resolve) => store.subscribe((now) => now && shownState(now).progress > 0 && resolve()));
  await state().openBundled('other');
  expect(noticesOf(state())).toEqual([busy]);
  state().cancel();
  await running;
  expect(shownRun(state())).toMatchObject({ status: 'cancelled', clock: { since: undefined } });
  expect(finishedRun(state())).toBe(result);
});

test('a Pause that comes when the run is ending, or after it, leaves it finished', async () => {
  const { store, state } = await begun();
  let pausing: Promise<void> | undefined;
  store.subscribe((now) => {
    if (shownState(now).report) pausing ??= state().pause();
  });
  await state().prune();
  await pausing;
  expect(shownRun(state())?.status).toBe('finished');
  await state().pause();
  expect(shownRun(state())).toMatchObject({ status: 'finished', clock: { since: undefined } });
});

test('a recording that is asked for takes the place of a run, which goes on if it is under way', async () => {
  const { store, state } = await begun();
  await state().prune();
  const own = shownRun(state());
  await state().layRecording('first');
  expect(shownRun(state())).toBe(own);
  await state().watchRecording('other', 2);
  expect([shownRun(state()), state().recording?.name, state().moment]).toEqual([undefined, 'other', 2]);
  expect(finishedRun(state())).toBe(own);
  const running = state().prune();
  await new Promise<void>((resolve) => store.subscribe((now) => now && isActive(now) && resolve()));
  await state().watchRecording('third');
  expect([isActive(state()), state().recording?.name, shownRun(state())]).toEqual([true, 'third', undefined]);
  state().cancel();
  await running;
});

test('a run that is shown before the first network is open stays, what is opened later takes its place', async () => {
  const log = readFileSync('src/runs/version1.jsonl', 'utf8');
  let shown: Promise<void> | undefined;
  const { state } = await begun((store) => {
    shown = store.getState().openFiles([fileOf('old.jsonl', log)]);
  });
  await shown;
  expect(shownRun(state())).toMatchObject({ network: 'tiny' });
  await state().openBundled('other');
  expect(shownRun(state())).toBeUndefined();
});

test('of several logs that are dropped at once a broken one is named, the others are taken, and the last is shown', async () => {
  const { state } = await begun();
  const log = readFileSync('src/runs/version1.jsonl', 'utf8');
  const files = [fileOf('one.jsonl', log), fileOf('broken.jsonl', '{'), fileOf('two.jsonl', log)];
  await state().openFiles(files);
  expect(noticesOf(state())).toEqual([
    expect.objectContaining({ code: 'log.event', places: ['broken.jsonl'] }),
    { code: 'runs-read', count: 2 },
  ]);
  expect(Object.keys(state().runs)).toHaveLength(2);
  expect(shownRun(state())?.id).toBe(Object.keys(state().runs).at(-1));
  await state().openFiles([fileOf('broken.jsonl', '{'), fileOf('worse.jsonl', '')]);
  expect(Object.keys(state().runs)).toHaveLength(2);
});

test('a dropped log is shown as the run that it tells of; its network is not at hand', async () => {
  const { state } = await begun();
  await state().openFiles([fileOf('old-events.jsonl', readFileSync('src/runs/version1.jsonl', 'utf8'))]);
  expect(noticesOf(state())).toEqual([{ code: 'run-read', file: 'old-events.jsonl' }]);
  expect(shownRun(state())).toMatchObject({ network: 'tiny', status: 'finished', isSaved: true });
  expect(shownState(state()).layers.map(({ name }) => name)).toEqual(['conv2', 'conv3']);
  expect([finishedRun(state())?.network, hasNetwork(state()), hasUnsaved(state())]).toEqual(['tiny', false, false]);
  expect(state().network?.name).toBe('vgg-small');
});

test('a log of a run that the page has shows that run again', async () => {
  const { state, saved } = await begun();
  await state().prune();
  const run = shownRun(state());
  await state().download('events');
  await state().openBundled('other');
  await state().openFiles([fileOf('mine.jsonl', saved.get('vgg-small-events.jsonl')!)]);
  expect(shownRun(state())).toBe(run);
});

test('a broken log is refused by its line', async () => {
  const { state } = await begun();
  await state().openFiles([fileOf('half.jsonl', '{"type":')]);
  expect(noticesOf(state())).toEqual([{ code: 'log.event', params: { line: 1 }, places: ['half.jsonl'] }]);
});

test('another run is watched while one is under way, which goes on, is told of, paused and followed again', async () => {
  const { state } = await begun();
  const running = state().prune();
  const own = state().currentRun;
  await state().openFiles([fileOf('old.jsonl', readFileSync('src/runs/version1.jsonl', 'utf8'))]);
  expect([shownRun(state())?.network, toldRun(state())?.id, isBehind(state())]).toEqual(['tiny', own, true]);
  await state().pause();
  expect([shownRun(state())?.status, activeRun(state())?.status]).toEqual(['finished', 'paused']);
  state().followEnd();
  expect([state().currentRun, isBehind(state())]).toEqual([own, false]);
  await state().watchRecording('first');
  expect([state().currentRun, isActive(state())]).toEqual([undefined, true]);
  await state().resume();
  await running;
  expect([state().currentRun, state().lastResult, finishedRun(state())?.id]).toEqual([undefined, own, own]);
});

test('runs of a queue take the place of the one before unless something else is watched', async () => {
  const { state } = await begun();
  const planned = { recipe: tinyRecipe, scratch: false, compresses: false };
  const first = await state().prunePlanned(planned);
  expect([first?.status, state().currentRun]).toEqual(['finished', first?.id]);
  const second = await state().prunePlanned(planned);
  expect(state().currentRun).toBe(second?.id);
  await state().watchRecording('first');
  await state().prunePlanned(planned);
  expect(state().currentRun).toBeUndefined();
  state().show(second!);
  state().lookAt('conv2', 1);
  const third = await state().prunePlanned(planned);
  expect([third?.status, state().currentRun, state().channel]).toEqual(['finished', second?.id, 1]);
});

test('a network file goes to the worker', async () => {
  const { state } = await begun();
  const files = await modelFiles(tinyNetwork('dropped', 10, 2));
  await state().openFiles(files.map(({ name, blob }) => new File([blob], name)));
  expect(state().network?.name).toBe('dropped');
});

test('what the page waits for is told by ids', async () => {
  const { store, state } = await begun();
  const seen = new Set<Task>();
  store.subscribe(({ activities }) => {
    for (const { task } of activities) seen.add(task);
  });
  await state().openBundled('other');
  await state().chooseBackend('cpu');
  expect([...seen]).toEqual([
    { code: 'open', name: 'other' },
    { code: 'start', backend: 'cpu' },
  ]);
});

test('a field that holds what it cannot keeps a run from beginning, said once however often it is asked for', async () => {
  const { state } = await begun();
  const misfit = { code: 'out-of-range', field: 'seed', least: 0, most: 9 } as const;
  state().setUnfit('seed', misfit);
  await state().prune();
  await state().prune();
  expect(noticesOf(state())).toEqual([{ code: 'unfit', misfit }]);
  expect(shownRun(state())).toBeUndefined();
  state().setUnfit('seed', undefined);
  expect(state().unfit).toEqual({});
});

test('what a field holds that it cannot is forgotten once the form shows the field no more, or another value in it', async () => {
  const { state } = await begun();
  const unfit = (field: string) => state().setUnfit(field, { code: 'no-number', field });
  state().setRecipe({ method: 'dcp-adapt' });
  for (const field of ['epsilon', 'seed', 'samples']) unfit(field);
  state().setRecipe({ method: 'dcp' });
  expect(Object.keys(state().unfit)).toEqual(['seed', 'samples']);
  state().setPreset('paper');
  expect(Object.keys(state().unfit)).toEqual(['seed']);
  const dropped = JSON.stringify({ ...state().recipe, seed: 7 });
  await state().openFiles([fileOf('mine.json', dropped)]);
  expect(state().recipe.seed).toBe(7);
  expect(state().unfit).toEqual({});
});

test('a fault without a code is said by its message', async () => {
  const { state } = await begun();
  await state().during({ code: 'measure' }, () => Promise.reject(new TypeError('no function')));
  expect(noticesOf(state())).toEqual(['no function']);
});

test('where no backend starts, the reason is said once, and nothing waits', async () => {
  startBackend = () => Promise.reject(new InputError('backend.none', { reason: 'no wasm' }));
  const { state } = await begun();
  const gone = { code: 'gone', reason: { code: 'backend.none', params: { reason: 'no wasm' }, places: [] } };
  expect(noticesOf(state())).toEqual([gone]);
  await state().chooseBackend('webgl');
  expect(noticesOf(state())).toEqual([gone]);
  expect([state().backend, state().activities]).toEqual([undefined, []]);
  startBackend = async () => ({ name: 'cpu', threads: 1, offered: ['cpu'], notes: [] });
  await state().chooseBackend('cpu');
  expect([state().backend?.name, state().network?.name]).toEqual(['cpu', 'vgg-small']);
});

test('no backend can be chosen during a run, which goes on', async () => {
  const { state } = await begun();
  const running = state().prune();
  await state().chooseBackend('webgl');
  expect(noticesOf(state())).toEqual([busy]);
  await running;
  expect(shownRun(state())?.status).toBe('finished');
});

test('a lost worker is told of with what it was at, and all is open again', async () => {
  const { store, state, die } = await begun();
  const forget = store.subscribe(({ activities: [activity] }) => {
    if (activity?.step !== 'reading') return;
    forget();
    die();
  });
  await state().openBundled('other');
  await vi.waitFor(() => expect(noticesOf(state())).toHaveLength(1), { timeout: 20_000 });
  expect(noticesOf(state())).toEqual([
    {
      code: 'reopened',
      reason: { code: 'worker.dismissed', params: {}, places: [] },
      task: { code: 'open', name: 'other' },
    },
  ]);
  expect(state().network?.name).toBe('vgg-small');
});

test('what is asked of a result: test images, images that are dropped on it, and the network to go on from', async () => {
  const { state } = await begun();
  await state().prune();
  state().go('use');
  await state().answerTests();
  expect(state().answers).toMatchObject({ run: state().lastResult, told: { isAgreement: false } });
  await state().openFiles([new File(['pixels'], 'cat.png', { type: 'image/png' })]);
  expect(state().asked.map(({ name, run }) => [name, run])).toEqual([['cat.png', state().lastResult]]);
  const before = state().network?.sizes.params ?? 0;
  await state().goOnFromResult();
  expect(state().view).toBe('network');
  expect(state().network?.sizes.params).toBeLessThan(before);
  expect([state().network?.format, isComparable(state())]).toEqual(['tfjs', false]);
});

test('of several images that are asked the broken ones are named and the others answered; of more than stay that is said', async () => {
  const { state } = await begun();
  await state().prune();
  const files = ['one', 'broken', 'two', 'broken'].map((text, at) => fileOf(`${at}.png`, text));
  await state().askImages(files);
  expect(state().asked.map(({ name }) => name)).toEqual(['2.png', '0.png']);
  expect(noticesOf(state())).toEqual([
    { code: 'images.undecoded', params: { count: 2, files: '1.png, 3.png' }, places: [] },
  ]);
  await state().askImages(Array.from({ length: 15 }, (_, at) => fileOf(`more ${at}.png`, 'pixels')));
  expect(state().asked.map(({ name }) => name)).toEqual(Array.from({ length: 12 }, (_, at) => `more ${11 - at}.png`));
  expect(noticesOf(state()).at(-1)).toEqual({ code: 'images-asked', count: 12, all: 15 });
});

test('choices of the recipe are taken back and set again, until another network is open', async () => {
  const { state } = await begun();
  state().forgetHistory();
  const { rate } = state().recipe;
  state().setRecipe({ rate: 0.7 });
  state().setRecipe({ seed: 5 });
  state().undo();
  expect([state().recipe.rate, state().recipe.seed]).toEqual([0.7, tinyRecipe.seed]);
  state().undo();
  state().undo();
  expect(state().recipe.rate).toBe(rate);
  state().redo();
  state().redo();
  expect([state().recipe.rate, state().recipe.seed]).toEqual([0.7, 5]);
  await state().openBundled('other');
  expect(state().history).toEqual({ past: [], future: [] });
});

test('a link to a recipe opens its network and sets its rates, of groups that this network has', async () => {
  const { state } = await begun();
  await state().takeLink({ network: 'vgg-small', recipe: 'rate:0.3,layerRates/conv2:0.75', scratch: true });
  expect(state().recipe).toMatchObject({ rate: 0.3, layerRates: { conv2: 0.75 } });
  expect([state().scratch, state().compresses]).toEqual([true, false]);
  await state().takeLink({ recipe: 'rate:7' });
  expect(state().recipe.rate).toBe(0.3);
  expect(noticesOf(state())).toMatchObject([{ code: 'link.field', params: { field: 'rate' } }]);
});

test('what a link brings before the first network is open stays, but what the network does not have', async () => {
  const { state } = await begun((store) => {
    void store.getState().takeLink({ images: 'full', recipe: 'seed:4,layerRates/conv2:0.75,byHand/conv9/keep:.1' });
  });
  expect(state().recipe).toMatchObject({ seed: 4, layerRates: { conv2: 0.75 }, byHand: {} });
  expect(noticesOf(state())).toMatchObject([
    { code: 'link.images' },
    { code: 'link.groups', params: { groups: 'conv9' } },
  ]);
});

test('curves of what layers can spare come one by one, and rates are suggested by them', async () => {
  const { state } = await begun();
  await state().measureSensitivity();
  await vi.waitFor(() => expect(isMeasured(state())).toBe(true), { timeout: 20_000 });
  expect(state().sensitivity?.curves.map(({ layer }) => layer)).toEqual(['conv2', 'classes']);
  await state().suggestRates();
  expect(Object.keys(state().recipe.layerRates)).toEqual(['conv2', 'classes']);
  const { rates } = state().suggested!;
  expect(state().suggested).toEqual({ rates: state().recipe.layerRates, before: {}, replaced: 0 });
  state().setRecipe({ layerRates: { ...rates, conv2: 0.123 } });
  await state().suggestRates();
  expect(state().suggested).toEqual({ rates, before: { ...rates, conv2: 0.123 }, replaced: 1 });
  state().setRecipe({ streams: 'convolutions' });
  expect(isMeasured(state())).toBe(false);
});

test('measuring of curves can be ended: those that are there stay, and nothing is complained of', async () => {
  const { store, state } = await begun();
  const curve = { type: 'sensitivity', layer: 'conv2', kept: [1], loss: [0.5], isRough: true } as const;
  const ended = new Promise<void>((resolve) => {
    vi.spyOn(Studio.prototype, 'endMeasuring').mockImplementationOnce(resolve);
  });
  vi.spyOn(Studio.prototype, 'measureSensitivity').mockImplementationOnce(async (_, tell) => {
    tell({ ...curve, kept: [...curve.kept], loss: [...curve.loss] });
    await ended;
    throw new Cancelled();
  });
  store.subscribe(({ isMeasuring, sensitivity }) => {
    if (isMeasuring && sensitivity?.curves.length === 1) state().endMeasuring();
  });
  await state().measureSensitivity();
  expect(state().sensitivity?.curves).toEqual([curve]);
  expect([isMeasured(state()), state().isMeasuring, state().measuredNow]).toEqual([false, false, undefined]);
  expect(noticesOf(state())).toEqual([]);
});

test('a run of another page is taken up: its network is compared with what it was pruned from once that is open', async () => {
  const first = await begun();
  await first.state().prune();
  const run = finishedRun(first.state())!;
  let packed: PackedResult | undefined;
  await first.state().keepResult(async (_, result) => {
    packed = result;
  });
  await first.state().answerTests();

  const { state, saved } = await begun();
  await state().openBundled('other');
  await state().takeUp({ ...run, isSaved: true }, packed!);
  expect([state().view, finishedRun(state())?.id, hasNetwork(state())]).toEqual(['use', run.id, true]);
  expect([canMeetBaseline(state()), isComparable(state())]).toEqual([false, false]);
  await state().download('selection');
  expect(saved.get('vgg-small-selection.json')).toBe(packed!.selection);

  await state().openBundled('vgg-small', 'bundled');
  await vi.waitFor(() => expect(canMeetBaseline(state())).toBe(true), { timeout: 20_000 });
  await state().meetBaseline();
  await state().answerTests();
  expect(state().answers?.told).toEqual(first.state().answers?.told);
});

test.each(['dcp', 'dkp'] as const)(
  'a result of %s is compressed after its run, as a run that was asked to does it',
  async (method) => {
    const { state } = await begun();
    state().setRecipe({ method });
    state().setCompresses(true);
    await state().prune();
    const inRun = shownState(state()).compressed;
    await state().compressResult();
    await vi.waitFor(() => expect(state().smaller?.compressed).toHaveLength(compressionIds.length), {
      timeout: 20_000,
    });
    for (const [index, after] of (state().smaller?.compressed ?? []).entries())
      expect([after.id, after.storedBytes]).toEqual([inRun[index]?.id, inRun[index]?.storedBytes]);
    expect(state().smaller?.compressed[0]?.measured).toEqual(inRun[0]?.measured);
  },
);

test('the accuracy of a trained network comes after it has opened; a run may begin before, and it comes after the run', async () => {
  const { state } = await begun();
  await vi.waitFor(() => expect(state().accuracy?.images).toBe(state().images?.test), { timeout: 20_000 });
  await state().openBundled('other');
  expect(state().accuracy).toBeUndefined();
  expect([state().isMeasuringAccuracy, isFree(state())]).toEqual([true, true]);
  await state().prune();
  expect(shownRun(state())?.status).toBe('finished');
  await vi.waitFor(() => expect(state().accuracy?.images).toBe(state().images?.test), { timeout: 20_000 });
  expect(noticesOf(state())).toEqual([]);
});

test('an untrained network is measured on demand', async () => {
  const { state } = await begun();
  await state().build('resnet-20-cifar');
  expect([state().accuracy, state().isMeasuringAccuracy]).toEqual([undefined, false]);
  await state().measureAccuracy();
  expect(state().accuracy?.accuracy).toBeGreaterThanOrEqual(0);
});
