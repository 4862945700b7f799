import { expect, test } from 'vitest';
import { presetRecipe, type Recipe } from '../../engine/methods/recipe';
import { selectionOf } from '../../runs/testing';
import { loggedRun, type RunStatus } from '../run';
import { createQueue, type Notebook, type PlannedRun } from './createQueue';
import { hasLeftOut, sweepOf } from './sweep';

const recipe = presetRecipe('quick');

const planned = (seed: number, network = 'n'): PlannedRun => ({
  ...{ network, images: 'd', recipe: { ...recipe, seed } },
  ...{ scratch: seed === 2, compresses: false },
});

function notebook(text: string | null = null): Notebook & { text: string | null } {
  return {
    text,
    read() {
      return this.text;
    },
    write(next) {
      this.text = next;
    },
  };
}

const notesWith = (planned = notebook()) => ({ planned, goesOn: notebook() });

/** A page with a network open, on which every run ends as it is told. */
function page(ends: (recipe: Recipe) => RunStatus) {
  const made: number[] = [];
  const fromScratch: number[] = [];
  const open = { name: 'n' };
  const run = loggedRun(selectionOf([4]));
  let state = { runs: {}, underWay: undefined as string | undefined, activities: [] };
  const listeners = new Set<(now: ReturnType<typeof getState>) => void>();
  const put = (status: RunStatus, id = run.id) => {
    state = { ...state, runs: { [id]: { ...run, id, status } }, underWay: id };
    for (const listener of listeners) listener(getState());
  };
  const prunePlanned = async ({ recipe: by, scratch }: Pick<PlannedRun, 'recipe' | 'scratch'>) => {
    made.push(by.seed);
    if (scratch) fromScratch.push(by.seed);
    put('running', `run ${by.seed}`);
    await Promise.resolve();
    put(ends(by), `run ${by.seed}`);
    return { ...run, id: `run ${by.seed}`, status: ends(by) };
  };
  const getState = () => ({ ...state, prunePlanned, network: open, images: { name: 'd' } });
  return {
    made,
    fromScratch,
    studio: {
      getState,
      subscribe: (listener: (now: ReturnType<typeof getState>) => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    open,
    put,
  };
}

const ignored = () => {};

test('one run after the other, also past one that fails; what is left stands in the notebook', async () => {
  const at = page(({ seed }) => (seed === 2 ? 'failed' : 'finished'));
  const notes = notesWith();
  const queue = createQueue(at.studio, notes, ignored);
  queue.getState().add([planned(1), planned(2), planned(3)]);
  expect(JSON.parse(notes.planned.text ?? '')).toHaveLength(3);
  await queue.getState().goOn();
  expect(at.made).toEqual([1, 2, 3]);
  expect(at.fromScratch).toEqual([2]);
  expect(queue.getState()).toMatchObject({ planned: [], goesOn: false, done: 0 });
  expect([notes.planned.text, notes.goesOn.text]).toEqual(['[]', 'false']);
});

test('a run that is cancelled stops the queue and stays in it; a page that comes later has what is left, and waits', async () => {
  const at = page(({ seed }) => (seed === 2 ? 'cancelled' : 'finished'));
  const notes = notesWith();
  const queue = createQueue(at.studio, notes, ignored);
  queue.getState().add([planned(1), planned(2), planned(3)]);
  await queue.getState().goOn();
  expect(at.made).toEqual([1, 2]);
  expect(queue.getState().done).toBe(1);
  const later = createQueue(at.studio, notes, ignored);
  expect(later.getState()).toMatchObject({ planned: [planned(2), planned(3)], goesOn: false });
  expect(at.made).toEqual([1, 2]);
});

test('a queue that went on when its page was left goes on in the next of that tab, if that opens the same', async () => {
  const never = new Promise<undefined>(() => {});
  const left = page(() => 'finished');
  const notes = notesWith();
  const studio = { ...left.studio, getState: () => ({ ...left.studio.getState(), prunePlanned: () => never }) };
  const queue = createQueue(studio, notes, ignored);
  queue.getState().add([planned(1), planned(2)]);
  void queue.getState().goOn();
  const elsewhere = page(() => 'finished');
  elsewhere.open.name = 'other';
  const waiting = createQueue(elsewhere.studio, notes, ignored);
  await new Promise((resolve) => setTimeout(resolve));
  expect([elsewhere.made, waiting.getState().goesOn, notes.goesOn.text]).toEqual([[], false, 'true']);
  const otherTab = page(() => 'finished');
  createQueue(otherTab.studio, notesWith(notes.planned), ignored);
  await new Promise((resolve) => setTimeout(resolve));
  expect(otherTab.made).toEqual([]);
  const at = page(() => 'finished');
  const later = createQueue(at.studio, notes, ignored);
  await expect.poll(() => later.getState().planned).toEqual([]);
  expect(at.made).toEqual([1, 2]);
});

test('it waits until the page is free, and stops where another network is open', async () => {
  const at = page(() => 'finished');
  at.put('running');
  const queue = createQueue(at.studio, notesWith(), ignored);
  queue.getState().add([planned(1), planned(2, 'other')]);
  const done = queue.getState().goOn();
  await Promise.resolve();
  expect(at.made).toEqual([]);
  at.put('finished');
  await done;
  expect(at.made).toEqual([1]);
  expect(queue.getState()).toMatchObject({ planned: [planned(2, 'other')], goesOn: false });
});

test('stopped, it lets the run under way end', async () => {
  const at = page(() => 'finished');
  const queue = createQueue(at.studio, notesWith(), ignored);
  queue.getState().add([planned(1), planned(2)]);
  const done = queue.getState().goOn();
  queue.getState().stop();
  await done;
  expect(at.made).toEqual([]);
});

test('whenever it stops it tells which runs it has finished since it was empty', async () => {
  let isCancelled = true;
  const at = page(({ seed }) => {
    if (seed === 2) return 'failed';
    return seed === 3 && isCancelled ? 'cancelled' : 'finished';
  });
  const told: Array<readonly string[]> = [];
  const queue = createQueue(at.studio, notesWith(), (made) => told.push(made));
  queue.getState().add([planned(1), planned(2), planned(3)]);
  await queue.getState().goOn();
  isCancelled = false;
  await queue.getState().goOn();
  queue.getState().add([planned(4)]);
  await queue.getState().goOn();
  expect(told).toEqual([['run 1'], ['run 1', 'run 3'], ['run 4']]);
});

test('a notebook that cannot be read is an empty one', () => {
  const at = page(() => 'finished');
  for (const text of ['{"', '[{"network":3}]'])
    expect(createQueue(at.studio, notesWith(notebook(text)), ignored).getState().planned).toEqual([]);
});

test('a sweep is every method at every rate with every seed, but those done; DCP-Adapt has no rates', () => {
  const sweep = { methods: ['dcp', 'dcp-adapt'], rates: [0.3, 0.5], seeds: [1, 2] } as const;
  const told = (runs: readonly Recipe[]) => runs.map(({ method, rate, seed }) => [method.id, rate, seed]);
  const all = sweepOf({ ...recipe, target: { kind: 'lose', points: 1 }, layerRates: { conv2: 0.1 } }, sweep, []);
  expect(told(all)).toEqual([
    ['dcp', 0.3, 1],
    ['dcp', 0.3, 2],
    ['dcp-adapt', recipe.rate, 1],
    ['dcp-adapt', recipe.rate, 2],
    ['dcp', 0.5, 1],
    ['dcp', 0.5, 2],
  ]);
  for (const each of all) expect(each).toMatchObject({ target: { kind: 'rate' }, layerRates: {} });
  expect(sweepOf(recipe, sweep, [all[0]!, all[3]!])).toHaveLength(4);
  const handed = { conv2: { keep: [1], remove: [] } };
  expect([recipe, { ...recipe, layerRates: { conv2: 0.1 } }, { ...recipe, byHand: handed }].map(hasLeftOut)).toEqual([
    ...[false, true, true],
  ]);
});
