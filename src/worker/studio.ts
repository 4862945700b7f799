import type { BackendName } from '../engine/backend/names';
import { prunableGroups } from '../engine/channels/prunableGroups';
import { Cancelled, type Checkpoint, Gate, proceed } from '../engine/checkpoint';
import { compressAfterwards, type MadeBy } from '../engine/compress/compressAfterwards';
import type { Compressing } from '../engine/compress/ids';
import type { Dataset } from '../engine/data/dataset';
import { InputError } from '../engine/errors';
import type { Effect } from '../engine/inspect/effect';
import type { FeatureMaps } from '../engine/inspect/featureMaps';
import type { ChannelKernels, KernelSlices } from '../engine/inspect/kernelSlices';
import type { WrittenName } from '../engine/io/formatNames';
import { readNetwork } from '../engine/io/formats/readNetwork';
import { selectionOf } from '../engine/io/selectionJson';
import type { SelectionByHand } from '../engine/lessons/selectByHand';
import { memoryBudget } from '../engine/memory/budget';
import type { Recipe } from '../engine/methods/recipe';
import { prunedName } from '../engine/network/names';
import { disposeNetwork, type Network } from '../engine/network/network';
import type { ScalingId } from '../engine/network/scaling';
import { type ExpectedTime, expectTime } from '../engine/prune/expectTime';
import { measurePace } from '../engine/prune/pace';
import { prune } from '../engine/prune/prune';
import type { CompressedNetwork, LayerOutcome, LoggedEvent, RunEvent } from '../engine/run/events';
import type { Pace } from '../engine/run/timeLeft';
import { measureCurves } from '../engine/widths/measureCurves';
import { type PlannedSize, plannedSize } from '../engine/widths/plannedSize';
import { close, rough } from '../engine/widths/sensitivity';
import { type Rates, suggestRates } from '../engine/widths/suggestRates';
import { logged, type RunId } from '../runs/log';
import type { FrameGate } from './frameGate';
import { channelEffect, gradientsOf, type HandChoice, layerMaps, type Sight, slicesOf } from './inspecting';
import { Lease } from './lease';
import type { LessonBench, LessonOrder, Silencing } from './lessonBench';
import type { Healed, HealingOrder, HealingStep } from './lessonHealing';
import { type MeasuredAccuracy, measureAccuracy } from './measureAccuracy';
import { Opening, type TellStep } from './opening';
import { askOwnImage, type OwnImage } from './ownImage';
import { Queue } from './queue';
import { type PackedResult, Result } from './result';
import { type Bring, bringFrom, type NamedBlob, type Readers, readSource, type Source } from './sources';
import type { BackendInfo, StartedBackend } from './startBackend';
import { answerTests, type TestAnswers } from './testAnswers';
import { type Unmatched, Workbench, type WorkbenchInfo } from './workbench';

/** What the machine around the studio does for it. */
export interface Surroundings extends Readers {
  /** @param wanted the best there is, if absent */
  startBackend(wanted: BackendName | undefined, frameGate: FrameGate | undefined): Promise<StartedBackend>;
}

export type { ExpectedTime };

/** What takes the place of something that is open. */
export type Change =
  | { readonly kind: 'open'; readonly source: Source }
  /** The output that each class of the images is, in answer to a question. */
  | { readonly kind: 'classes'; readonly question: number; readonly outputOf: readonly number[] }
  | { readonly kind: 'scaling'; readonly id: ScalingId }
  /** The open network tells only some of its classes apart. @see Workbench.keepClasses */
  | { readonly kind: 'keep-classes'; readonly classes: readonly number[] };

/** A run that is asked for: on what and how; `revision` is the network and images that whoever starts it has seen. */
export interface Order {
  readonly run: RunId;
  readonly recipe: Recipe;
  readonly revision: number;
  /** Trains the pruned widths from scratch too. */
  readonly scratch?: boolean;
  /** Stores the pruned network in fewer bits too. */
  readonly compressing?: Compressing;
}

/** What is measured of curves at a moment. */
export interface MeasuredNow {
  readonly isRough: boolean;
  /** The group; absent before the first. */
  readonly layer?: string;
  /** Until all are measured as closely; absent until it can be told. */
  readonly secondsLeft?: number;
}

/** What a group's channels are worth. */
export type Sensitivity = Extract<RunEvent, { type: 'sensitivity' }> & {
  /** A closer one follows. */
  readonly isRough: boolean;
};

/** What a run does. */
export type Work = Omit<Order, 'run'>;

/** A run from the moment it is asked for: `abort` ends its waiting, the gate its work. */
interface Run {
  readonly gate: Gate;
  readonly abort: AbortController;
}

const inProgress = () => new InputError('studio.busy');

/**
 * A studio behind its page. Changes and runs take turns in one queue, in the order in which they were asked for; from
 * the moment a run is asked for until it has ended, further changes and runs are refused, so that nothing it uses can
 * be freed, changed or replaced.
 */
export class Studio {
  private readonly queue = new Queue();
  private readonly openings = new Map<number, Opening>();
  private run: Run | undefined;
  private result: Result | undefined;
  private pace: (Pace & { readonly revision: number }) | undefined;
  /** Ends what is asked of the networks beside runs and changes: these come first. */
  private asides = new AbortController();
  private lessonBench: LessonBench | undefined;
  /** Ends the choice by hand that is being measured. */
  private trying = new AbortController();
  /** Ends the measuring of curves. */
  private measuring = new AbortController();
  /** Ends the training of a lesson. */
  private healing = new AbortController();

  constructor(
    private readonly surroundings: Surroundings,
    private readonly workbench = new Workbench(),
  ) {}

  async start(wanted?: BackendName, frameGate?: FrameGate): Promise<BackendInfo> {
    return this.workbench.backends.start(await this.surroundings.startBackend(wanted, frameGate));
  }

  /**
   * Makes a change when those before it are made.
   *
   * @param ticket a new number, by which the change can be taken back
   * @throws Cancelled, and whatever was open stays open after any error
   */
  async change(ticket: number, change: Change, tell?: TellStep): Promise<WorkbenchInfo | Unmatched> {
    if (this.run) throw inProgress();
    this.endAsides();
    const opening = new Opening(tell);
    this.openings.set(ticket, opening);
    opening.tell('waiting');
    try {
      return await this.queue.add(() => this.make(change, opening), opening.signal);
    } finally {
      this.openings.delete(ticket);
    }
  }

  takeBack(ticket: number): void {
    this.openings.get(ticket)?.takeBack();
  }

  /** Leaves a question about classes; what was open stays. */
  forget(question: number): void {
    this.workbench.forget(question);
  }

  /** Prunes the open network and tells every event; the result waits for `download`. False if it was cancelled. */
  async prune({ run: id, revision, ...work }: Order, tell: (event: LoggedEvent) => void): Promise<boolean> {
    if (this.run) throw inProgress();
    this.endAsides();
    const run: Run = { gate: new Gate(), abort: new AbortController() };
    this.run = run;
    try {
      return await this.queue.add(async () => {
        await run.gate.pass();
        this.workbench.expect(revision);
        return await this.follow({ revision, ...work }, run.gate, (event) => tell(logged(id, event)));
      }, run.abort.signal);
    } catch (error) {
      if (error instanceof Cancelled) return false;
      throw error;
    } finally {
      this.run = undefined;
    }
  }

  /** Whether there is a run to pause. */
  pause(): boolean {
    this.run?.gate.pause();
    return this.run !== undefined;
  }

  resume(): void {
    this.run?.gate.resume();
  }

  cancel(): void {
    this.run?.gate.cancel();
    this.run?.abort.abort(new Cancelled());
  }

  /** What the last finished run's network and the one that it was pruned from answer to the test images. */
  answerTests(): Promise<TestAnswers> {
    return this.aside(({ baseline, pruned }, dataset, pass) => answerTests(baseline, pruned, dataset, pass));
  }

  /** What both answer to an image of someone's own. */
  askImage(image: NamedBlob): Promise<OwnImage> {
    const { decodeImage } = this.surroundings;
    return this.aside((networks, dataset, pass) => askOwnImage(networks, dataset, image, { decodeImage, pass }));
  }

  /** Stores the last result in fewer bits, and tells each way. */
  compressResult(
    madeBy: MadeBy,
    compressing: Compressing,
    tell: (compressed: CompressedNetwork) => void,
  ): Promise<void> {
    return this.aside(async (networks, dataset, pass) => {
      for await (const compressed of compressAfterwards(networks, dataset, madeBy, compressing, pass)) tell(compressed);
    });
  }

  /**
   * Measures what the open network's channels are worth, without a run, and tells every group's curve: a rough one, and
   * when all are there a close one. Ends the measuring before.
   *
   * @param recipe which groups are pruned, and by which validation images
   * @param tellAt which group is measured now
   * @throws Cancelled by `endMeasuring`
   */
  measureSensitivity(
    { recipe, revision }: Pick<Order, 'recipe' | 'revision'>,
    tell: (curve: Sensitivity) => void,
    tellAt: (at: MeasuredNow) => void,
  ): Promise<void> {
    this.endMeasuring();
    const { signal } = this.measuring;
    return this.besideOpen(revision, async (network, goOn) => {
      const pass = async () => {
        await goOn();
        signal.throwIfAborted();
      };
      const dataset = await this.workbench.dataset(pass);
      for (const closeness of [rough, close]) {
        const isRough = closeness === rough;
        let at: MeasuredNow = { isRough };
        for await (const event of measureCurves(network, dataset, recipe, pass, closeness)) {
          if (event.type === 'sensitivity') tell({ ...event, isRough });
          const known = nowKnown(event);
          if (!known) continue;
          at = { ...at, ...known };
          tellAt(at);
        }
      }
    });
  }

  endMeasuring(): void {
    this.measuring.abort(new Cancelled());
    this.measuring = new AbortController();
  }

  /** How well the open network answers. @param revision that whoever asks has seen */
  measureAccuracy(revision: number): Promise<MeasuredAccuracy> {
    return this.besideOpen(revision, (network, pass) => measureAccuracy(network, this.workbench.shown.dataset, pass));
  }

  /** How long a run may take, at the pace of the open network's first passes and steps, which are measured once. */
  expectTime({ recipe, revision, ...asked }: Work): Promise<ExpectedTime> {
    return this.besideOpen(revision, async (network, pass) => {
      const { dataset } = this.workbench.shown;
      if (this.pace?.revision !== revision)
        this.pace = { revision, ...(await measurePace(network, dataset, recipe, memoryBudget, pass)) };
      return expectTime(network, dataset, recipe, this.pace, asked);
    });
  }

  /** What the open network is to become by a recipe. */
  plannedSize({ recipe, revision }: Pick<Order, 'recipe' | 'revision'>): Promise<PlannedSize> {
    return this.glance({ revision }, async (network) => plannedSize(network, recipe));
  }

  /** Rates by group that cost as much as the recipe's rate for all, spread by curves of all groups. */
  suggestRates(recipe: Recipe, curves: readonly Sensitivity[]): Promise<Rates> {
    return this.beside(async () => {
      const { network } = this.workbench;
      const groups = prunableGroups(network, recipe.streams);
      const known = groups.flatMap(({ id, group: { channels } }) =>
        curves.filter(({ layer }) => layer === id).map(({ kept, loss }) => ({ id, channels, kept, loss })),
      );
      return suggestRates(network, groups, known, recipe);
    });
  }

  /** The maps of a layer's channels on one of the test images that the page shows, by its place among them. */
  featureMaps(sight: Sight, image: number): Promise<FeatureMaps> {
    return this.glance(sight, (network) => layerMaps(network, this.workbench.shown, sight, image));
  }

  /** The slices of the kernels around a channel. */
  kernelSlices(sight: Sight, channel: number): Promise<ChannelKernels> {
    return this.glance(sight, (network) => slicesOf(network, sight, channel));
  }

  /** How the loss of such an image changes with what the layers that read a channel make of it. */
  gradientSlices(sight: Sight, channel: number, image: number): Promise<KernelSlices[]> {
    return this.glance(sight, (network) => gradientsOf(network, this.workbench.shown, sight, channel, image));
  }

  /** What it does to the open network to keep other channels of a layer, on validation images. Ends the choice before. */
  tryByHand(choice: HandChoice): Promise<Effect> {
    this.endTrying();
    const { signal } = this.trying;
    return this.besideOpen(choice.revision, async (network, pass) =>
      channelEffect(network, await this.workbench.dataset(pass), choice, async () => {
        await pass();
        signal.throwIfAborted();
      }),
    );
  }

  endTrying(): void {
    this.trying.abort(new Cancelled());
    this.trying = new AbortController();
  }

  /** Selects channels of a layer for a lesson, whatever is open. @param base the page's address, beside which its files lie */
  selectForLesson(order: LessonOrder, base: string): Promise<SelectionByHand> {
    return this.forLesson(base, (bench, bring, pass) => bench.select(order, bring, pass));
  }

  /** What it does to the lessons' network to be without some channels, on its test images. */
  silenceForLesson(silencing: Silencing, base: string): Promise<Effect> {
    return this.forLesson(base, (bench, bring, pass) => bench.silence(silencing, bring, pass));
  }

  /** Cuts the lessons' network and fine-tunes it on a few images. @throws Cancelled by `endHealing` */
  healForLesson(order: HealingOrder, tell: (step: HealingStep) => void, base: string): Promise<Healed> {
    this.endHealing();
    const { signal } = this.healing;
    return this.forLesson(base, (bench, bring, pass) =>
      bench.heal(order, tell, bring, async () => {
        await pass();
        signal.throwIfAborted();
      }),
    );
  }

  endHealing(): void {
    this.healing.abort(new Cancelled());
    this.healing = new AbortController();
  }

  /** The network of the last finished run as a file. */
  async download(format: WrittenName): Promise<Uint8Array> {
    return this.lastResult().write(format);
  }

  /** Which channels it has kept, as JSON. */
  async selection(): Promise<string> {
    return this.lastResult().selection;
  }

  /** Takes in a result from elsewhere. */
  async restore({ file, selection }: PackedResult): Promise<void> {
    const opened = await readNetwork([{ name: 'result.keras', bytes: file }]);
    this.replaceResult(new Result(Lease.on(opened), selection));
  }

  /** The last result is compared with what is open: it was pruned from that. @param revision that whoever says so has seen */
  async compareWith(revision: number): Promise<void> {
    this.workbench.expect(revision);
    this.lastResult().revision = revision;
  }

  /**
   * Work with the last result and what it was pruned from, beside runs and changes.
   *
   * @throws InputError if what it was pruned from is open no more
   */
  private async aside<Answer>(
    work: (
      networks: { readonly baseline: Network; readonly pruned: Network },
      dataset: Dataset,
      pass: Checkpoint,
    ) => Promise<Answer>,
  ): Promise<Answer> {
    return this.beside(async (pass) => {
      const result = this.lastResult();
      if (result.revision === undefined || !this.workbench.has(result.revision))
        throw new InputError('studio.baseline-gone');
      const baseline = this.workbench.lease();
      const pruned = result.share();
      const networks = { baseline: baseline.opened.network, pruned: pruned.opened.network };
      try {
        return await work(networks, await this.workbench.dataset(pass), pass);
      } finally {
        for (const lease of [baseline, pruned]) lease.release();
      }
    });
  }

  /** Work beside runs and changes, in its turn. @throws Cancelled once a run or a change is asked for */
  private async beside<Answer>(work: (pass: Checkpoint) => Promise<Answer>): Promise<Answer> {
    if (this.run) throw inProgress();
    const { signal } = this.asides;
    const pass = async () => {
      await proceed();
      signal.throwIfAborted();
    };
    return this.queue.add(() => work(pass), signal);
  }

  /** The same with the open network. @throws InputError unless `revision` is what is open */
  private besideOpen<Answer>(
    revision: number,
    work: (network: Network, pass: Checkpoint) => Promise<Answer>,
  ): Promise<Answer> {
    return this.beside(async (pass) => {
      this.workbench.expect(revision);
      const lease = this.workbench.lease();
      try {
        return await work(lease.opened.network, pass);
      } finally {
        lease.release();
      }
    });
  }

  /** A short look at the open network, while a run or a change goes on. */
  private async glance<Answer>(
    { revision }: Pick<Sight, 'revision'>,
    look: (network: Network) => Promise<Answer>,
  ): Promise<Answer> {
    this.workbench.expect(revision);
    const lease = this.workbench.lease();
    try {
      return await look(lease.opened.network);
    } finally {
      lease.release();
    }
  }

  /** Work for a lesson, beside runs and changes. */
  private forLesson<Answer>(
    base: string,
    work: (bench: LessonBench, bring: Bring, pass: Checkpoint) => Promise<Answer>,
  ): Promise<Answer> {
    return this.beside(async (pass) => {
      const { LessonBench } = await import('./lessonBench');
      this.lessonBench ??= new LessonBench();
      const { signal } = this.asides;
      const bring = bringFrom(base, (url) => this.surroundings.fetch(url, signal));
      return work(this.lessonBench, bring, pass);
    });
  }

  private endAsides(): void {
    this.asides.abort(new Cancelled());
    this.asides = new AbortController();
  }

  private lastResult(): Result {
    if (!this.result) throw new InputError('studio.no-result');
    return this.result;
  }

  private replaceResult(result: Result): void {
    this.result?.retire();
    this.result = result;
  }

  private async make(change: Change, opening: Opening): Promise<WorkbenchInfo | Unmatched> {
    switch (change.kind) {
      case 'open': {
        await opening.enter('reading');
        const reading = readSource(change.source, this.surroundings, opening.signal);
        const parts = await opening.during(reading, ({ network }) => network && disposeNetwork(network.network));
        return this.workbench.openParts(parts, opening);
      }
      case 'classes':
        return this.workbench.matchClasses(change.question, change.outputOf, opening);
      case 'scaling':
        return this.workbench.chooseScaling(change.id, opening);
      case 'keep-classes':
        return this.workbench.keepClasses(change.classes, opening);
    }
  }

  private async follow(work: Work, gate: Gate, tell: (event: RunEvent) => void): Promise<boolean> {
    const lease = this.workbench.lease();
    try {
      return await this.pruneLeased(lease, work, gate, tell);
    } finally {
      lease.release();
    }
  }

  private async pruneLeased(
    lease: Lease,
    { recipe, revision, ...asked }: Work,
    gate: Gate,
    tell: (event: RunEvent) => void,
  ): Promise<boolean> {
    const { network, format } = lease.opened;
    if (this.workbench.hasToLabel) tell({ type: 'phase', phase: 'baseline', what: 'labels' });
    const dataset = await this.workbench.dataset(gate.pass);
    const pace = this.pace?.revision === revision ? { pace: this.pace } : {};
    const events = prune(network, dataset, recipe, { checkpoint: gate.pass, ...pace, ...asked });
    let outcomes: LayerOutcome[] = [];
    try {
      let next = await events.next();
      while (!next.done) {
        if (next.value.type === 'finished') outcomes = next.value.report.layers;
        tell(next.value);
        if (next.value.type !== 'finished') await gate.pass();
        next = await events.next();
      }
      if (!next.value) return false;
      const selection = JSON.stringify(selectionOf(network, outcomes, recipe.streams), null, 2);
      this.replaceResult(
        new Result(
          Lease.on({ network: { ...next.value, name: prunedName(network.name) }, format }),
          selection,
          revision,
        ),
      );
      return true;
    } finally {
      await events.return(undefined);
    }
  }
}

/** What an event says of where the measuring of curves is. */
function nowKnown(event: RunEvent): Pick<MeasuredNow, 'layer' | 'secondsLeft'> | undefined {
  if (event.type === 'phase') return event.layer === undefined ? undefined : { layer: event.layer };
  if (event.type !== 'progress' || event.secondsLeft === undefined) return undefined;
  return { secondsLeft: event.secondsLeft };
}
