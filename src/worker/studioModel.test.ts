/**
 * The studio against hasty people: random sequences of overlapping actions on the worker's API. Whatever they do, every
 * action ends, what is refused changes nothing, and a run works on what was open when it was asked for.
 */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, expect, test, vi } from 'vitest';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { formatNames } from '../engine/io/formatNames';
import type { RunEvent } from '../engine/run/events';
import type { OpeningStep, TellStep } from './opening';
import type { NamedBlob, Source } from './sources';
import { type Change, Studio } from './studio';
import {
  decoder,
  imageFiles,
  modelFiles,
  servedFiles,
  tinyNetwork,
  tinyRecipe,
  tinyWeights,
  vectorNetwork,
} from './testing';
import type { Unmatched, WorkbenchInfo } from './workbench';

vi.mock('../engine/models', async () => {
  const { tinyNetwork: tiny } = await import('./testing');
  return { builders: { 'resnet-20-cifar': () => tiny('built', 12, 3) } };
});

const seed = 20261125;
const sequences = 1200;
const longestAction = 20_000;

const turn = () => new Promise((resolve) => setImmediate(resolve));

async function turns(count: number): Promise<void> {
  for (let passed = 0; passed < count; passed++) await turn();
}

let served: Map<string, Blob>;
const dropped: Record<string, NamedBlob[]> = {};

beforeAll(async () => {
  await chooseBackend(['cpu']);
  // Work looks up when some milliseconds have passed: here after every few batches, whatever the machine.
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 15;
    return now;
  });
  served = await servedFiles([tinyNetwork('first', 10, 3), tinyNetwork('second', 10, 4)]);
  const named = { classes: ['x', 'y'] };
  dropped.good = await modelFiles(tinyNetwork('dropped', 3, 2));
  dropped.images = imageFiles('pets', ['a', 'b', 'c'], 4);
  dropped.both = [...(await modelFiles(tinyNetwork('named', 2, 3, named))), ...imageFiles('named', ['x', 'y'], 3)];
  dropped.asking = [...(await modelFiles(tinyNetwork('asking', 2, 3, named))), ...imageFiles('asked', ['u', 'v'], 3)];
  dropped.askingImages = imageFiles('questions', ['q', 'r'], 3);
  const [model, weights] = await modelFiles(tinyNetwork('broken', 3, 3));
  dropped.bad = [model!, { name: weights!.name, blob: weights!.blob.slice(0, 20) }];
  dropped.unfit = await modelFiles(vectorNetwork());
  dropped.none = [{ name: 'notes.txt', blob: new Blob(['hello']) }];
});

/** What counts of outcomes the sequences came to. */
const counts: Record<string, number> = {};
const count = (what: string) => {
  counts[what] = (counts[what] ?? 0) + 1;
};

/** A studio and what a person in front of it knows. */
class Person {
  /** The address says how many turns of the event loop an answer takes. */
  readonly studio = new Studio({
    fetch: async (url) => {
      const [, slowness = '0', ...path] = url.pathname.split('/');
      await turns(Number(slowness));
      return new Response(served.get(path.join('/')) ?? null, { status: served.has(path.join('/')) ? 200 : 404 });
    },
    decodeImage: decoder(),
    startBackend: async () => ({ name: 'cpu', threads: 1, offered: ['cpu'], notes: [] }),
  });
  private readonly before = tf.memory().numTensors;
  private readonly actions: Array<Promise<void>> = [];
  private unanswered = 0;
  private tickets = 0;
  private lastAnswer = 0;
  private open: WorkbenchInfo | undefined;
  private question: (Unmatched & { ownsNetwork: boolean }) | undefined;
  private result: string | undefined;
  private isRunning = false;
  private isCancelled = false;

  change(change: Change, taken?: Taken): void {
    const ticket = ++this.tickets;
    const isRefused = this.isRunning;
    if (!isRefused) this.unanswered++;
    let isTakenAtStep = false;
    const takeBack = () => this.studio.takeBack(ticket);
    const tell: TellStep = (step) => {
      if (step !== taken) return;
      isTakenAtStep = true;
      takeBack();
    };
    const work = this.studio.change(ticket, change, tell).then(
      (answer) => {
        expect(isRefused || isTakenAtStep).toBe(false);
        this.unanswered--;
        expect(ticket).toBeGreaterThan(this.lastAnswer);
        this.lastAnswer = ticket;
        this.hear(change, answer);
      },
      (error) => {
        if (isRefused) {
          expect(error).toMatchObject({ name: 'InputError', code: 'studio.busy' });
          count('change refused during a run');
          return;
        }
        this.unanswered--;
        if (error.name === 'Cancelled') expect(taken).toBeDefined();
        if (change.kind === 'classes' && change.question === this.question?.question) this.question = undefined;
        count(`${change.kind}: ${error.name === 'Cancelled' ? 'taken back' : 'refused'}`);
      },
    );
    this.expectEnd(`change ${ticket} (${change.kind})`, work);
    if (typeof taken === 'number') void turns(taken).then(takeBack);
  }

  openSource(source: Source, taken?: Taken): void {
    this.change({ kind: 'open', source }, taken);
  }

  answerQuestion(): void {
    this.change({ kind: 'classes', question: this.question?.question ?? 0, outputOf: [1, 0] });
  }

  measure(): void {
    const seen = this.open;
    const work = this.studio.measureAccuracy(seen?.revision ?? 0).then(
      (measured) => {
        expect(measured.images).toBe(seen?.images.test);
        count('measured');
      },
      ({ name, code }) => {
        expect(name === 'Cancelled' || code === 'studio.changed' || code === 'studio.busy').toBe(true);
        count('measuring gave way');
      },
    );
    this.expectEnd('measure', work);
  }

  forget(): void {
    if (!this.question) return;
    this.studio.forget(this.question.question);
    this.question = undefined;
    count('forget');
  }

  prune(): void {
    const seen = this.open;
    const isRefused = this.isRunning;
    const mayBeLate = this.unanswered > 0 || !seen;
    this.isRunning = true;
    if (!isRefused) this.isCancelled = false;
    let hasBegun = false;
    const work = this.studio.prune({ run: 'r', recipe: tinyRecipe, revision: seen?.revision ?? 0 }, (event) => {
      hasBegun = true;
      this.expectRunOf(seen, event);
    });
    const end = work.then(
      (hasFinished) => {
        expect(isRefused).toBe(false);
        expect(hasFinished || this.isCancelled).toBe(true);
        if (hasBegun) expect(this.open?.revision).toBe(seen?.revision);
        else expect(hasFinished).toBe(false);
        if (hasFinished) this.result = seen?.network.name;
        this.isRunning = false;
        count(hasFinished ? 'run finished' : 'run cancelled');
      },
      (error) => {
        if (isRefused) {
          expect(error).toMatchObject({ name: 'InputError', code: 'studio.busy' });
          count('second run refused');
          return;
        }
        this.isRunning = false;
        expect(mayBeLate).toBe(true);
        expect(error).toMatchObject({ code: 'studio.changed' });
        count('run of what is no longer open refused');
      },
    );
    this.expectEnd('run', end);
  }

  pause(): void {
    expect(this.studio.pause()).toBe(this.isRunning);
    count('pause');
  }

  resume(): void {
    this.studio.resume();
  }

  cancel(): void {
    if (this.isRunning) this.isCancelled = true;
    this.studio.cancel();
  }

  download(place: number): void {
    const { result } = this;
    const format = formatNames[place % formatNames.length]!;
    const work = Promise.all([this.studio.download(format), this.studio.selection()]).then(
      ([bytes, selection]) => {
        expect(bytes.length).toBeGreaterThan(100);
        expect(JSON.parse(selection).network).toBe(result);
        count('download');
      },
      (error) => {
        expect(result).toBeUndefined();
        expect(error).toMatchObject({ code: 'studio.no-result' });
        count('download refused');
      },
    );
    this.expectEnd('download', work);
  }

  /** Waits for all that was asked for, as long as each may take. */
  async patience(): Promise<void> {
    let isOver = false;
    const all = Promise.all(this.actions).finally(() => {
      isOver = true;
    });
    all.catch(() => {});
    while (!isOver) {
      this.studio.resume();
      await turns(3);
    }
    await all;
  }

  /** Looks at what is left when all has ended. */
  async leave(): Promise<void> {
    await this.patience();
    const held = [this.open, this.result, this.question?.ownsNetwork].filter(Boolean).length;
    expect(tf.memory().numTensors - this.before).toBe(held * tinyWeights);
    if (!this.open) return;
    const { revision, images } = this.open;
    expect(await this.studio.measureAccuracy(revision)).toMatchObject({ images: images.test });
  }

  private hear(change: Change, answer: WorkbenchInfo | Unmatched): void {
    if ('found' in answer) {
      const files = change.kind === 'open' && change.source.kind === 'files' ? change.source.files : [];
      const isWithNetwork = files.some(({ name }) => name.endsWith('model.json'));
      this.question = { ...answer, ownsNetwork: isWithNetwork };
      count(`${change.kind}: asks`);
      return;
    }
    expect(answer.revision).toBeGreaterThanOrEqual(this.open?.revision ?? 0);
    this.question = undefined;
    this.open = answer;
    count(`${change.kind}: done`);
  }

  private expectRunOf(seen: WorkbenchInfo | undefined, event: RunEvent): void {
    expect(this.open?.revision).toBe(seen?.revision);
    if (event.type === 'started') {
      expect(event).toMatchObject({ network: seen?.network.name, dataset: seen?.images.name });
      expect(event.layers.map(({ name, channels }) => ({ name, channels }))).toEqual(seen?.network.layers.locked);
    }
  }

  private expectEnd(what: string, work: Promise<void>): void {
    let late: ReturnType<typeof setTimeout>;
    const limit = new Promise<void>((_, reject) => {
      late = setTimeout(() => reject(new Error(`${what} does not end`)), longestAction);
    });
    const ending = Promise.race([work, limit]).finally(() => clearTimeout(late));
    ending.catch(() => {});
    this.actions.push(ending);
  }
}

/** How long a person waits before an action: some turns of the event loop, or until all before it has ended. */
type Gap = number | 'end';

class Action implements fc.AsyncCommand<object, Person> {
  constructor(
    private readonly name: string,
    private readonly gap: Gap,
    private readonly act: (person: Person) => void | Promise<void>,
  ) {}

  check(): boolean {
    return true;
  }

  async run(_: object, person: Person): Promise<void> {
    if (this.gap === 'end') await person.patience();
    else await turns(1 + this.gap);
    await this.act(person);
  }

  toString(): string {
    return `${this.gap}: ${this.name}`;
  }
}

const gaps = fc.oneof<fc.Arbitrary<Gap>[]>(fc.constant<Gap>(0), fc.nat(6), fc.nat(60), fc.constant<Gap>('end'));
/** When an opening is taken back: some turns later, at one of its steps, or never. */
type Taken = number | OpeningStep | undefined;

const taken = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Taken>(undefined) },
  { weight: 1, arbitrary: fc.nat(12) },
  { weight: 2, arbitrary: fc.constantFrom<OpeningStep[]>('reading', 'checking', 'compiling', 'measuring') },
);

const action = (name: string, act: (person: Person) => void | Promise<void>) =>
  gaps.map((gap) => new Action(name, gap, act));

const opening = (what: string) =>
  fc
    .tuple(gaps, taken)
    .map(
      ([gap, back]) =>
        new Action(`drop ${what}${back === undefined ? '' : `, taken back at ${back}`}`, gap, (person) =>
          person.openSource({ kind: 'files', files: dropped[what]! }, back),
        ),
    );

const bundled = (parts: { model?: string; images?: 'bundled' }) =>
  fc
    .tuple(gaps, taken, fc.nat(20))
    .map(
      ([gap, back, slowness]) =>
        new Action(`open ${Object.values(parts)} slowly (${slowness})`, gap, (person) =>
          person.openSource({ kind: 'bundled', base: `http://beside/${slowness}/`, ...parts }, back),
        ),
    );

const actions = [
  ...['good', 'images', 'both', 'asking', 'askingImages', 'bad', 'unfit', 'none'].map(opening),
  bundled({ model: 'second' }),
  bundled({ images: 'bundled' }),
  bundled({ model: 'missing' }),
  action('build', (person) => person.openSource({ kind: 'builder', id: 'resnet-20-cifar' })),
  action('choose a scaling', (person) => person.change({ kind: 'scaling', id: 'unit' })),
  action('choose another scaling', (person) => person.change({ kind: 'scaling', id: 'imagenet' })),
  action('measure', (person) => person.measure()),
  action('match classes', (person) => person.answerQuestion()),
  action('forget', (person) => person.forget()),
  action('look, then prune', async (person) => {
    await person.patience();
    person.prune();
  }),
  action('prune', (person) => person.prune()),
  fc.nat(30).chain((later) =>
    action(`look, prune, cancel ${later} turns later`, async (person) => {
      await person.patience();
      person.prune();
      await turns(later);
      person.cancel();
    }),
  ),
  fc.nat(30).chain((later) =>
    action(`look, prune, pause ${later} turns later`, async (person) => {
      await person.patience();
      person.prune();
      await turns(later);
      person.pause();
    }),
  ),
  action('drop what asks, look, match classes', async (person) => {
    person.openSource({ kind: 'files', files: dropped.asking! });
    await person.patience();
    person.answerQuestion();
  }),
  action('prune twice', (person) => {
    person.prune();
    person.prune();
  }),
  action('pause', (person) => person.pause()),
  action('resume', (person) => person.resume()),
  action('cancel', (person) => person.cancel()),
  gaps.chain((gap) => fc.nat(2).map((place) => new Action('download', gap, (person) => person.download(place)))),
];

test(`${sequences} random sequences of actions: each ends, nothing is lost, mixed or left behind`, async () => {
  let done = 0;
  await fc.assert(
    fc.asyncProperty(fc.commands(actions, { maxCommands: 16, size: 'max' }), async (commands) => {
      const person = new Person();
      person.openSource({ kind: 'bundled', base: 'http://beside/2/', model: 'first', images: 'bundled' });
      await fc.asyncModelRun(() => ({ model: {}, real: person }), commands);
      await person.leave();
      done++;
    }),
    { seed, numRuns: sequences },
  );
  console.log(`seed ${seed}, ${done} sequences: ${JSON.stringify(counts, Object.keys(counts).sort())}`);
  expect(done).toBe(sequences);
}, 600_000);
