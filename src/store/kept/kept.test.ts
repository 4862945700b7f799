import 'fake-indexeddb/auto';
import { strToU8, zipSync } from 'fflate';
import { deleteDB, openDB } from 'idb';
import { expect, test } from 'vitest';
import { AppendOnly } from '../../runs/appendOnly';
import { newRunId, type RunLog } from '../../runs/log';
import { readLog, writeLog } from '../../runs/logFile';
import { selectionOf } from '../../runs/testing';
import type { PackedResult } from '../../worker/result';
import type { Reading } from '../../worker/workbench';
import { begunRun, loggedRun, type Run, withEvents } from '../run';
import type { StudioState } from '../state';
import { BrowserShelf } from './browserShelf';
import { createKept, type Studio } from './createKept';
import { followRuns } from './followRuns';
import { isUsable, keptRun } from './keptRun';
import { readRun } from './runFile';
import { type Shelf, type Shelved, textOf } from './shelf';

/** A page that only remembers what it was told. */
function page() {
  const said: unknown[] = [];
  const shown: Run[] = [];
  const opened: string[] = [];
  const taken: Array<[Run, PackedResult]> = [];
  const studio: Studio = {
    getState: () => ({
      runs: {},
      show: (run) => shown.push(run),
      say: (_, message) => said.push(message),
      complain: (error) => said.push(error),
      go: () => {},
      openFiles: async (files) => {
        opened.push(...files.map(({ name }) => name));
      },
      takeUp: async (run, result) => {
        taken.push([run, result]);
      },
    }),
  };
  return { studio, said, shown, opened, taken };
}

let databases = 0;

function begun(shelf: Shelf = new BrowserShelf(`kept ${++databases}`)) {
  const saved: File[] = [];
  const at = page();
  const kept = createKept(at.studio, shelf, (name, contents) => saved.push(new File([contents], name)));
  return { ...at, kept, state: kept.getState, shelf, saved };
}

const logOf = (id: string): RunLog => AppendOnly.from([...selectionOf([4, 6])].map((event) => ({ ...event, run: id })));

/** What a run on which `log` is told piece by piece is, after each. */
function* goingOn(log: RunLog, pieces: readonly number[]): Generator<Run> {
  const { id, network, images, recipe } = loggedRun(log);
  let run = begunRun({ id, network, images, recipe });
  let from = 0;
  for (const to of [...pieces, log.length]) {
    run = withEvents(run, [...log].slice(from, to));
    from = to;
    yield run;
  }
}

test('a run that is kept piece by piece has its whole log, in another page too', async () => {
  const { state, shelf } = begun();
  const log = logOf(newRunId());
  await state().load();
  for (const run of goingOn(log, [3, 3, 7])) await state().keep(run);
  const later = begun(shelf);
  await later.state().load();
  expect(later.state().runs).toEqual([expect.objectContaining({ network: 'n', status: 'running' })]);
  await later.state().reopen(log.at(0)!.run);
  expect([...later.shown[0]!.log]).toEqual([...log]);
});

test('a run goes as a file to another browser: with its log, its name, its network and what that reads', async () => {
  const { state, saved } = begun();
  const log = logOf('a1');
  const reading: Reading = { shape: [8, 8, 3], scaling: { kind: 'unit' }, classes: ['a', 'b'] };
  await state().keep({ ...loggedRun(log), status: 'finished', format: 'keras', reading });
  await state().keepResult('a1', { file: new Uint8Array([1, 2]), selection: '{"network":"n"}' });
  await state().rename('a1', 'half: mine');
  await state().exportRun('a1');
  expect(saved[0]!.name).toBe('n-half-mine.espalier');

  const { run, shelved } = await readRun(saved[0]!);
  const other = begun();
  for (let times = 0; times < 2; times++) await other.state().keepBrought(shelved!);
  expect(other.state().runs).toEqual([
    expect.objectContaining({
      ...{ id: 'a1', name: 'half: mine', format: 'keras', reading, networkBytes: 2, isBrought: true },
    }),
  ]);
  await other.state().reopen('a1');
  expect([...other.shown[0]!.log]).toEqual([...log]);
  await other.state().openNetwork('a1');
  expect(other.opened).toEqual(['n-pruned.keras']);
  expect([...run.log]).toEqual([...log]);
});

test('a run that was paused has run as long as it ran, once it is shown again, used, or brought as a file; of an older file its log tells', async () => {
  const { state, saved, shown, taken } = begun();
  const log = AppendOnly.from([...logOf('a1')].map((event, at) => ({ ...event, at: 1000 * at })));
  const clock = { ran: 700, since: undefined };
  await state().keep({ ...loggedRun(log), status: 'finished', clock });
  await state().keepResult('a1', { file: new Uint8Array([1, 2]), selection: '{}' });
  await state().reopen('a1');
  await state().use('a1');
  expect([shown[0]?.clock, taken[0]?.[0].clock]).toEqual([clock, clock]);
  await state().exportRun('a1');
  const { run, shelved } = await readRun(saved[0]!);
  expect([run.clock, shelved.run.ran]).toEqual([clock, 700]);
  const older = zipSync({ 'run.json': strToU8('{}'), 'events.jsonl': strToU8(writeLog(log)) });
  const file = await readRun(new File([older], 'older.espalier'));
  expect(file.run.clock.ran).toBe(1000 * (log.length - 1));
  await state().keepBrought(file.shelved);
  expect(state().runs?.map(({ ran }) => ran)).toEqual([700]);
});

test('a run brought over what is kept of it: nothing is there twice, nothing is lost, and it stays this browser’s own', async () => {
  const { state, shelf, saved } = begun();
  const log = logOf('a1');
  const [early, ...rest] = goingOn(log, [3, 7]);
  await state().keep(early!);
  await state().exportRun('a1');
  for (const run of rest) await state().keep(run);
  await state().keepResult('a1', { file: new Uint8Array([1, 2]), selection: '{}' });
  await state().exportRun('a1');
  await state().rename('a1', 'mine');
  for (const file of saved) await state().keepBrought((await readRun(file)).shelved);
  const shelved = await shelf.read('a1');
  expect([...readLog(textOf(shelved!), 'none')]).toEqual([...log]);
  expect(shelved?.result?.file).toEqual(new Uint8Array([1, 2]));
  expect(state().runs).toEqual([expect.objectContaining({ name: 'mine', networkBytes: 2 })]);
  expect(state().runs?.[0]).not.toHaveProperty('isBrought');
});

test('a file that is no run, or a broken one, is named with what is wrong', async () => {
  const fileOf = (parts: Record<string, string>): File =>
    new File(
      [zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))],
      'a.espalier',
    );
  const log = writeLog(logOf('a1'));
  for (const [file, code] of [
    [new File(['no zip'], 'a.espalier'), 'zip.directory'],
    [fileOf({ 'run.json': '{}' }), 'log.missing'],
    [fileOf({ 'run.json': '{"format":"no"}', 'events.jsonl': log }), 'log.about'],
    [fileOf({ 'run.json': '{}', 'events.jsonl': log.slice(0, -20) }), 'log.event'],
  ] as const)
    await expect(readRun(file)).rejects.toMatchObject({ code, message: expect.stringContaining('a.espalier') });
  await expect(readRun(fileOf({ 'run.json': '{}', 'events.jsonl': log }))).resolves.toMatchObject({
    run: { id: 'a1' },
  });
});

test('a run that is read and shown again is kept once: its log does not grow', async () => {
  const { state, shelf } = begun();
  const log = logOf('a1');
  await state().keep({ ...loggedRun(log), status: 'cancelled' });
  const later = begun(shelf);
  await later.state().load();
  await later.state().keep(loggedRun(log));
  const broken = await shelf.read('a1');
  expect(broken?.log.map(({ from }) => from)).toEqual([0]);
});

test('names, and deletion that can be undone; newest first', async () => {
  const { state, shelf } = begun();
  for (const id of ['a1', 'b2', 'c3']) await state().keep(loggedRun(logOf(id)));
  await state().keepResult('b2', { file: new Uint8Array([1, 2, 3]), selection: '{}' });
  await state().rename('b2', 'half');
  await state().remove('b2');
  expect(
    state()
      .runs?.map(({ id }) => id)
      .toSorted(),
  ).toEqual(['a1', 'c3']);
  expect(await shelf.read('b2')).toBeUndefined();
  await state().undoRemove();
  expect(state().deleted).toBeUndefined();
  const later = begun(shelf);
  await later.state().load();
  expect(later.state().runs?.find(({ id }) => id === 'b2')).toMatchObject({ name: 'half', networkBytes: 3 });
  expect((await shelf.read('b2'))?.log[0]?.text).toContain('"started"');
  await later.state().openNetwork('b2');
  expect(later.opened).toEqual(['n-pruned.keras']);
  await later.state().rename('b2', '');
  expect(later.state().runs?.find(({ id }) => id === 'b2')).not.toHaveProperty('name');
});

test('a finished run is taken up with its network, what it reads and which channels it has; without a network it is not usable', async () => {
  const { state, shelf } = begun();
  const log = logOf('a1');
  const reading: Reading = { shape: [8, 8, 3], scaling: { kind: 'unit' }, classes: ['a', 'b'] };
  const result = { file: new Uint8Array([1, 2]), selection: '{"network":"n"}' };
  await state().keep({ ...loggedRun(log), status: 'finished', format: 'keras', reading });
  expect(state().runs?.map(isUsable)).toEqual([false]);
  await state().keepResult('a1', result);
  const later = begun(shelf);
  await later.state().load();
  expect(later.state().runs?.map(isUsable)).toEqual([true]);
  await later.state().use('a1');
  const [run, had] = later.taken[0]!;
  expect(run).toMatchObject({ id: 'a1', format: 'keras', reading, isSaved: true });
  expect([...run.log]).toEqual([...log]);
  expect(had).toEqual(result);
});

test('of a run that another tab has deleted it is said that it is gone', async () => {
  const { state, said, shelf, shown } = begun();
  await state().keep(loggedRun(logOf('a1')));
  await shelf.remove('a1');
  await state().reopen('a1');
  expect(shown).toEqual([]);
  expect(said).toEqual([expect.objectContaining({ code: 'kept.gone' })]);
});

test('a run of an earlier build is read anew from its log', async () => {
  const { state, shelf } = begun();
  await state().keep(loggedRun(logOf('a1')));
  const [run] = await shelf.list();
  await shelf.put({ ...run!, version: 1, recipe: { ...run!.recipe, method: { id: 'forgotten' } } });
  const later = begun(shelf);
  await later.state().load();
  expect(later.state().runs).toEqual([run]);
});

test('where nothing can be kept it is said once, and the page goes on', async () => {
  const fails = () => Promise.reject(new Error('the disk is full'));
  const shelf = { list: fails, put: fails, putResult: fails, read: fails, restore: fails, remove: fails };
  const { state, said } = begun(shelf);
  for (const run of goingOn(logOf('a1'), [3, 5])) await state().keep(run);
  expect(said).toEqual([{ code: 'not-kept', reason: 'the disk is full' }]);
  await state().load();
  expect(state()).toMatchObject({ fault: 'the disk is full', runs: [{ id: 'a1' }] });
  const keeping = state().keepResult('a1', { file: new Uint8Array(5), selection: '{}' });
  await expect(keeping).rejects.toMatchObject({ code: 'kept.no-room', params: { reason: 'the disk is full' } });
  expect(state().runs?.[0]).not.toHaveProperty('networkBytes');
});

test('where the browser’s store does not open at first, it is tried again', async () => {
  const shelf = new BrowserShelf('opens late');
  (await openDB('opens late', 2)).close();
  await expect(shelf.list()).rejects.toMatchObject({ name: 'VersionError' });
  await deleteDB('opens late');
  expect(await shelf.list()).toEqual([]);
});

test('the page keeps a run when it begins, at each of its phases and at its end, then its network', async () => {
  const { kept, state } = begun();
  let listener: Parameters<Parameters<typeof followRuns>[0]['subscribe']>[0] = () => {};
  const files = [5, 2 ** 26 + 1];
  const failed: unknown[] = [];
  followRuns(
    {
      subscribe: (told) => {
        listener = told;
        return () => {};
      },
    },
    kept,
  );
  const keepResult: StudioState['keepResult'] = async (keep) => {
    const file = new Uint8Array(files.shift() ?? 0);
    await keep('a1', { file, selection: '{}' }).catch((error) => failed.push(error));
  };
  let before = {
    runs: {},
    lastResult: undefined as string | undefined,
    keepResult,
    broughtRuns: [] as Shelved[],
    forgetBrought: () => {},
  };
  const tell = (run: Run, lastResult?: string, broughtRuns: Shelved[] = []) => {
    const now = { ...before, runs: { [run.id]: run }, lastResult, broughtRuns };
    listener(now, before);
    before = now;
  };
  const phase = { type: 'phase', phase: 'evaluation', what: 'latency', run: 'a1', at: 5 } as const;
  const turns = [...goingOn(AppendOnly.from([...logOf('a1'), phase]), [4, 6])];
  for (const run of turns) tell(run);
  await expect.poll(() => state().runs).toHaveLength(1);
  tell({ ...turns.at(-1)!, status: 'finished' }, 'a1');
  await expect.poll(() => state().runs?.[0]).toMatchObject({ status: 'finished', networkBytes: 5 });
  expect([files.length, failed]).toEqual([1, []]);
  tell({ ...turns.at(-1)!, status: 'finished' }, 'a2');
  await expect.poll(() => failed).toMatchObject([{ code: 'kept.too-large' }]);
  expect(state().runs?.[0]).toMatchObject({ networkBytes: 5 });
  const other = { ...turns.at(-1)!, id: 'b2', status: 'finished' } as const;
  const brought = ['b2', 'c3'].map((id) => ({
    run: { ...keptRun({ ...other, id }), isBrought: true as const },
    log: [],
  }));
  tell(other, 'a1', brought);
  for (const id of ['b2', 'c3'])
    await expect.poll(() => state().runs?.find((run) => run.id === id)).toMatchObject({ isBrought: true });
});
