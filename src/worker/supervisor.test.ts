import * as tf from '@tensorflow/tfjs';
import { expose, wrap } from 'comlink';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { OutOfMemory } from '../engine/backend/lost';
import { type Failure, InputError } from '../engine/errors';
import type { LoggedEvent } from '../engine/run/events';
import { carryErrors } from './crossing';
import type { NamedBlob, Source } from './sources';
import { type Change, Studio } from './studio';
import { type Hired, type News, type Ready, Supervisor, WorkerLost } from './supervisor';
import { decoder, imageFiles, modelFiles, servedFiles, tinyNetwork, tinyRecipe } from './testing';
import type { Unmatched, WorkbenchInfo } from './workbench';

let served: Map<string, Blob>;
let images: NamedBlob[];
let named: NamedBlob[];

beforeAll(async () => {
  carryErrors();
  await chooseBackend(['cpu']);
  served = await servedFiles([tinyNetwork('first', 10, 3)]);
  images = imageFiles('digits', [...'0123456789'], 2);
  named = [
    ...(await modelFiles(tinyNetwork('named', 2, 3, { classes: ['x', 'y'] }))),
    ...imageFiles('p', ['u', 'v'], 3),
  ];
});

/** Workers that a test can kill: each is a studio behind a message channel, as a worker is. */
interface Worker {
  die(how: string): void;
  studio: Studio;
}

vi.mock('../engine/models', async () => {
  const { tinyNetwork: tiny } = await import('./testing');
  return { builders: { 'resnet-20-cifar': () => tiny('built', 12, 3) } };
});

let workers: Worker[];
let news: { lost: Failure[]; replaced: Ready[]; gone: Failure[]; overtaken: number };
/** What studios do when a file beside the page is asked for. */
let onFetch: (path: string) => Promise<void>;

beforeEach(() => {
  workers = [];
  news = { lost: [], replaced: [], gone: [], overtaken: 0 };
  onFetch = async () => {};
});

function hire(): Hired {
  const { port1, port2 } = new MessageChannel();
  const studio = new Studio({
    fetch: async ({ pathname }) => {
      await onFetch(pathname);
      return new Response(served.get(pathname.slice(1)) ?? null, { status: served.has(pathname.slice(1)) ? 200 : 404 });
    },
    decodeImage: decoder(),
    startBackend: async (wanted) => ({ name: wanted ?? 'cpu', threads: 1, offered: ['cpu'], notes: [] }),
  });
  expose(studio, port1);
  let die: Worker['die'] = () => {};
  const death = new Promise<never>((_, reject) => {
    die = (how) => reject(new WorkerLost('worker.fault', { message: how }));
  });
  death.catch(() => {});
  workers.push({ die, studio });
  const dismiss = () => {
    die('dismissed');
    port1.close();
    port2.close();
  };
  return { studio: wrap<Studio>(port2), death, dismiss };
}

const open = (source: Source): Change => ({ kind: 'open', source });
const first: Source = { kind: 'bundled', base: 'http://beside/', model: 'first', images: 'bundled' };

const infoOf = (answer: WorkbenchInfo | Unmatched): WorkbenchInfo => {
  if ('found' in answer) throw new Error('asks for classes');
  return answer;
};

async function begun(patience = 10_000) {
  const told: News = {
    lost: (reason) => news.lost.push(reason),
    replaced: (ready) => news.replaced.push(ready),
    gone: (reason) => news.gone.push(reason),
    overtaken: () => news.overtaken++,
  };
  const supervisor = new Supervisor(hire, told, patience);
  await supervisor.start();
  const change = async (made: Change) => infoOf(await supervisor.change(made, () => {}).answer);
  await change(open(first));
  return { supervisor, change };
}

const soon = { timeout: 20_000 };

const replaced = () => vi.waitFor(() => expect(news.replaced).toHaveLength(1), soon);

/** From now on files beside the page do not come. Resolves once one is asked for. */
const fetchHeld = (): Promise<void> =>
  new Promise((asked) => {
    onFetch = () => {
      asked();
      return new Promise(() => {});
    };
  });

test('a worker that dies is replaced by one in which all that was open is open: files, classes, scaling', async () => {
  const { supervisor, change } = await begun();
  await change(open({ kind: 'builder', id: 'resnet-20-cifar' }));
  const asked = await supervisor.change(open({ kind: 'files', files: named }), () => {}).answer;
  if (!('found' in asked)) throw new Error('asks for no classes');
  await change({ kind: 'classes', question: asked.question, outputOf: [1, 0] });
  const before = await change({ kind: 'scaling', id: 'symmetric' });
  workers[0]!.die('killed');
  await replaced();
  expect(news.lost).toMatchObject([{ code: 'worker.fault', params: { message: 'killed' } }]);
  const { reopened, failure } = news.replaced[0]!;
  expect(failure).toBeUndefined();
  expect(reopened?.network).toEqual(before.network);
  expect(reopened?.images).toEqual(before.images);
  expect(workers).toHaveLength(2);
});

test('classes that were kept are kept in the next worker too, of what was open then', async () => {
  const { change } = await begun();
  const three = tinyNetwork('three', 3, 2);
  await change(
    open({ kind: 'files', files: [...(await modelFiles(three)), ...imageFiles('kinds', ['a', 'b', 'c'], 10)] }),
  );
  await change({ kind: 'scaling', id: 'symmetric' });
  const before = await change({ kind: 'keep-classes', classes: [0, 2] });
  expect([before.network.name, before.images.classes]).toEqual(['three-2-classes', ['a', 'c']]);
  workers[0]!.die('killed');
  await replaced();
  const { network, images: shown } = news.replaced[0]!.reopened!;
  expect([network, shown]).toEqual([before.network, before.images]);
});

test('what brings a network and what brings images are opened again in their order', async () => {
  const { change } = await begun();
  await change(open({ kind: 'files', files: images }));
  const before = await change(open({ kind: 'files', files: await modelFiles(tinyNetwork('dropped', 10, 2)) }));
  workers[0]!.die('killed');
  await replaced();
  const { network, images: shown } = news.replaced[0]!.reopened!;
  expect([network, shown]).toEqual([before.network, before.images]);
});

test('no call waits for a dead worker; the next goes to the new one', async () => {
  const { supervisor, change } = await begun();
  const asked = fetchHeld();
  const waiting = change(open({ kind: 'bundled', base: 'http://beside/', model: 'first' }));
  await asked;
  onFetch = async () => {};
  workers[0]!.die('killed');
  await expect(waiting).rejects.toThrow('killed');
  expect((await change(open(first))).network.name).toBe('first');
  expect(await supervisor.pause()).toBe(false);
});

test('what still waits when a worker dies is opened by the next', async () => {
  const { supervisor } = await begun();
  const asked = fetchHeld();
  const [deadly, waiting] = [open(first), open({ kind: 'builder', id: 'resnet-20-cifar' })].map((made) =>
    supervisor.change(made, () => {}),
  );
  const failing = expect(deadly!.answer).rejects.toThrow('killed');
  await asked;
  onFetch = async () => {};
  workers[0]!.die('killed');
  await failing;
  expect(infoOf(await waiting!.answer).network.name).toBe('built');
});

test('a lost backend fails the run, and the last result is still there to be downloaded', async () => {
  const { supervisor, change } = await begun();
  const order = { run: 'first', recipe: tinyRecipe, revision: (await change(open(first))).revision };
  expect(await supervisor.prune(order, () => {}).finished).toBe(true);
  const selection = await supervisor.selection();
  vi.spyOn(workers[0]!.studio, 'prune').mockRejectedValue(
    new OutOfMemory('memory.tensor', { bytes: '8 MiB', taken: '4096 MiB' }),
  );
  await expect(supervisor.prune(order, () => {}).finished).rejects.toThrow('of which 4096 MiB are taken');
  await replaced();
  expect(news.lost).toMatchObject([{ code: 'memory.tensor', params: { bytes: '8 MiB', taken: '4096 MiB' } }]);
  expect(await supervisor.selection()).toBe(selection);
  expect((await supervisor.download('h5')).length).toBeGreaterThan(1000);
  const events: LoggedEvent[] = [];
  const again = { run: 'second', recipe: tinyRecipe, revision: news.replaced[0]!.reopened!.revision };
  expect(await supervisor.prune(again, (event) => events.push(event)).finished).toBe(true);
  await vi.waitFor(() => expect(events.at(-1)?.type).toBe('finished'));
  expect(new Set(events.map(({ run }) => run))).toEqual(new Set(['second']));
  const times = events.map(({ at }) => at);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test('a worker that does not heed what takes work back is replaced', async () => {
  const { supervisor } = await begun(100);
  vi.spyOn(workers[0]!.studio, 'takeBack').mockReturnValue();
  const asked = fetchHeld();
  const { answer, takeBack } = supervisor.change(open(first), () => {});
  await asked;
  onFetch = async () => {};
  takeBack();
  await expect(answer).rejects.toThrow('cancelled');
  await replaced();
  expect(news.lost).toMatchObject([{ code: 'worker.deaf' }]);
  expect(news.replaced[0]!.reopened?.network.name).toBe('first');
});

test('a network that is read only after its opening was taken back is freed', async () => {
  const { supervisor } = await begun();
  const before = tf.memory().numTensors;
  let serve = () => {};
  const held = new Promise<void>((resolve) => {
    serve = resolve;
  });
  const asked = new Promise<void>((resolve) => {
    onFetch = async (path) => {
      if (!path.endsWith('.bin')) return;
      resolve();
      await held;
    };
  });
  const { answer, takeBack } = supervisor.change(open(first), () => {});
  await asked;
  takeBack();
  await expect(answer).rejects.toThrow('cancelled');
  serve();
  expect(await supervisor.pause()).toBe(false);
  await vi.waitFor(() => expect(tf.memory().numTensors).toBe(before), soon);
  expect(news.lost).toEqual([]);
});

test('what cannot be opened again is said, and what was open first is open', async () => {
  const { change } = await begun();
  const gone = await modelFiles(tinyNetwork('gone', 10, 2));
  await change(open({ kind: 'files', files: gone }));
  gone.splice(0, gone.length, { name: 'gone/model.json', blob: new Blob([]) });
  workers[0]!.die('killed');
  await replaced();
  expect(news.replaced[0]!.failure).toMatchObject({
    code: 'network.none',
    params: { files: expect.stringContaining('gone/model.json') },
  });
  expect(news.replaced[0]!.reopened?.network.name).toBe('first');
});

test('another backend takes over what is open and what is being opened, even while the first still starts', async () => {
  const { supervisor, change } = await begun();
  let asked = fetchHeld();
  const waiting = change(open({ kind: 'bundled', base: 'http://beside/', model: 'first' }));
  await asked;
  asked = fetchHeld();
  const overtaken = expect(supervisor.start('webgl')).rejects.toThrow('another worker was started');
  await asked;
  onFetch = async () => {};
  const { backend, reopened } = await supervisor.start('wasm');
  await overtaken;
  expect([backend.name, reopened?.network.name]).toEqual(['wasm', 'first']);
  expect((await waiting).revision).toBe(2);
  expect([news.lost, news.replaced]).toEqual([[], []]);
});

test('where no worker starts, calls end and say so', async () => {
  const { supervisor, change } = await begun();
  vi.spyOn(Studio.prototype, 'start').mockRejectedValue(new Error('no backend starts'));
  workers[0]!.die('killed');
  await vi.waitFor(() => expect(news.gone).toMatchObject([{ params: { message: 'no backend starts' } }]), soon);
  await expect(change(open(first))).rejects.toThrow('no backend starts');
  vi.restoreAllMocks();
  expect((await supervisor.start('cpu')).reopened?.network.name).toBe('first');
});

test('a start that fails is told of with its reason; one that another overtakes is no failure', async () => {
  const { supervisor } = await begun();
  vi.spyOn(Studio.prototype, 'start').mockRejectedValue(new InputError('backend.none', { reason: 'no wasm' }));
  await expect(supervisor.start('wasm')).rejects.toThrow('no wasm');
  expect(news.gone).toMatchObject([{ code: 'backend.none', params: { reason: 'no wasm' } }]);
  vi.restoreAllMocks();
  await supervisor.start('cpu');
  onFetch = () => new Promise(() => {});
  workers.at(-1)!.die('killed');
  await vi.waitFor(() => expect(news.lost).toHaveLength(1), soon);
  onFetch = async () => {};
  await supervisor.start('cpu');
  await vi.waitFor(() => expect(news.overtaken).toBe(1), soon);
  expect([news.gone.length, news.replaced]).toEqual([1, []]);
});

test('what the worker refuses reaches the page with its code', async () => {
  const { change } = await begun();
  const refusal = await change({ kind: 'classes', question: 99, outputOf: [] }).catch((error) => error);
  expect(refusal).toBeInstanceOf(InputError);
  expect(refusal).toMatchObject({ code: 'classes.settled', remedy: 'drop the images again to be asked again' });
});
