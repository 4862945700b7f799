import { proxy, type Remote } from 'comlink';
import { isBackendLost } from '../engine/backend/lost';
import type { BackendName } from '../engine/backend/names';
import { Cancelled } from '../engine/checkpoint';
import type { MadeBy } from '../engine/compress/compressAfterwards';
import type { Compressing } from '../engine/compress/ids';
import { CodedError, type Failure, failureOf, messageOf } from '../engine/errors';
import type { Effect } from '../engine/inspect/effect';
import type { FeatureMaps } from '../engine/inspect/featureMaps';
import type { ChannelKernels, KernelSlices } from '../engine/inspect/kernelSlices';
import type { WrittenName } from '../engine/io/formatNames';
import type { SelectionByHand } from '../engine/lessons/selectByHand';
import type { Recipe } from '../engine/methods/recipe';
import type { CompressedNetwork, LoggedEvent } from '../engine/run/events';
import type { PlannedSize } from '../engine/widths/plannedSize';
import type { Rates } from '../engine/widths/suggestRates';
import type { ErrorCode } from '../words/errors';
import type { FrameGate } from './frameGate';
import { History } from './history';
import type { HandChoice, Sight } from './inspecting';
import type { LessonOrder, Silencing } from './lessonBench';
import type { Healed, HealingOrder, HealingStep } from './lessonHealing';
import type { MeasuredAccuracy } from './measureAccuracy';
import type { TellStep } from './opening';
import type { OwnImage } from './ownImage';
import type { PackedResult } from './result';
import type { NamedBlob } from './sources';
import type { BackendInfo } from './startBackend';
import type { Change, ExpectedTime, MeasuredNow, Order, Sensitivity, Studio, Work } from './studio';
import type { TestAnswers } from './testAnswers';
import type { Unmatched, WorkbenchInfo } from './workbench';

/** A worker with a studio in it. */
export interface Hired {
  readonly studio: Remote<Studio>;
  /** Rejects when the worker has died or is dismissed. */
  readonly death: Promise<never>;
  dismiss(): void;
}

/** A worker that is ready. */
export interface Ready {
  readonly backend: BackendInfo;
  /** What is open again, if anything was. */
  readonly reopened: WorkbenchInfo | undefined;
  /** Why not all that was open is open again. */
  readonly failure: Failure | undefined;
}

/** What the page hears of workers that were lost or could not be started. */
export interface News {
  lost(reason: Failure): void;
  /** Another has taken the place of one that was lost. */
  replaced(ready: Ready): void;
  /** No worker could be started. */
  gone(reason: Failure): void;
  /** Another start has taken the place of one. */
  overtaken(): void;
}

/** A change under way. */
export interface Pending {
  readonly answer: Promise<WorkbenchInfo | Unmatched>;
  takeBack(): void;
}

/** The worker was lost while it did what was asked of it. */
export class WorkerLost<Code extends ErrorCode = ErrorCode> extends CodedError<Code> {
  override readonly name = 'WorkerLost';
}

const workerLost = (reason: Failure): WorkerLost =>
  typeof reason === 'string'
    ? new WorkerLost('worker.fault', { message: reason })
    : new WorkerLost<ErrorCode>(reason.code, reason.params, reason.places);

/** Another worker was started on purpose while this one was at work. */
class Superseded<Code extends ErrorCode = ErrorCode> extends WorkerLost<Code> {}

const isLost = (error: unknown): boolean =>
  isBackendLost(error) || (error instanceof Error && (error.name === 'ThreadLost' || error.name === 'WorkerLost'));

/**
 * Keeps a studio at work: when its worker dies, its backend is lost or it heeds nobody, another takes its place and
 * opens what was open. No call waits for a dead worker.
 */
export class Supervisor {
  /** The worker at hand; undefined while one is made ready. */
  private hired: Hired | undefined;
  private preparing: Hired | undefined;
  private readonly superseded = new WeakSet<Hired>();
  private ready: Promise<Hired> = Promise.reject(new WorkerLost('worker.none'));
  private wanted: BackendName | undefined;
  private tickets = 0;
  private history = new History();
  private result: PackedResult | undefined;

  /** @param patience milliseconds that a worker has to heed what takes work back */
  constructor(
    private readonly hire: () => Hired,
    private readonly news: News,
    private readonly patience: number,
    private readonly frameGate?: FrameGate,
  ) {
    this.ready.catch(() => {});
  }

  /**
   * Starts a worker on a backend, in the place of one at hand: what was open there is opened again, and what was being
   * opened is opened here.
   *
   * @throws WorkerLost if none starts, of which the news tell
   */
  async start(wanted?: BackendName): Promise<Ready> {
    this.wanted = wanted;
    if (this.hired) this.superseded.add(this.hired);
    try {
      return await this.replace();
    } catch (error) {
      this.tellUnstarted(error);
      throw error;
    }
  }

  /** A change that was still waiting when its worker was lost is made by the next. */
  change(change: Change, tell: TellStep): Pending {
    const ticket = ++this.tickets;
    let isTakenBack = false;
    let hasBegun = false;
    const follow: TellStep = (step, done, total) => {
      hasBegun ||= step !== 'waiting';
      tell(step, done, total);
    };
    const ask = async (studio: Remote<Studio>) => {
      if (isTakenBack) throw new Cancelled();
      const made = await studio.change(ticket, change, proxy(follow));
      this.history.record(change, made);
      return made;
    };
    const answer = this.call(ask).catch((error) => {
      const isBlameless = error instanceof Superseded || (error instanceof WorkerLost && !hasBegun);
      if (isBlameless) return this.call(ask);
      throw error;
    });
    const takeBack = () => {
      isTakenBack = true;
      this.endsSoon(answer, (studio) => studio.takeBack(ticket));
    };
    return { answer: answer.catch((error) => Promise.reject(isTakenBack ? new Cancelled() : error)), takeBack };
  }

  forget(question: number): Promise<void> {
    return this.call((studio) => studio.forget(question));
  }

  /** Its end is false if it was cancelled. */
  prune(order: Order, tell: (event: LoggedEvent) => void): { finished: Promise<boolean>; cancel(): void } {
    let isCancelled = false;
    const running = this.call((studio) => studio.prune(order, proxy(tell)));
    const follow = async (): Promise<boolean> => {
      try {
        if (!(await running)) return false;
        await this.keepResult().catch(() => {});
        return true;
      } catch (error) {
        if (isCancelled) return false;
        throw error;
      }
    };
    const cancel = () => {
      isCancelled = true;
      this.endsSoon(running, (studio) => studio.cancel());
    };
    return { finished: follow(), cancel };
  }

  /** Whether there is a run to pause. */
  pause(): Promise<boolean> {
    return this.call((studio) => studio.pause());
  }

  resume(): Promise<void> {
    return this.call((studio) => studio.resume());
  }

  download(format: WrittenName): Promise<Uint8Array> {
    return this.call((studio) => studio.download(format));
  }

  answerTests(): Promise<TestAnswers> {
    return this.call((studio) => studio.answerTests());
  }

  askImage(image: NamedBlob): Promise<OwnImage> {
    return this.call((studio) => studio.askImage(image));
  }

  compressResult(
    madeBy: MadeBy,
    compressing: Compressing,
    tell: (compressed: CompressedNetwork) => void,
  ): Promise<void> {
    return this.call((studio) => studio.compressResult(madeBy, compressing, proxy(tell)));
  }

  measureSensitivity(
    order: Pick<Order, 'recipe' | 'revision'>,
    tell: (curve: Sensitivity) => void,
    tellAt: (at: MeasuredNow) => void,
  ): Promise<void> {
    return this.call((studio) => studio.measureSensitivity(order, proxy(tell), proxy(tellAt)));
  }

  endMeasuring(): Promise<void> {
    return this.call((studio) => studio.endMeasuring());
  }

  measureAccuracy(revision: number): Promise<MeasuredAccuracy> {
    return this.call((studio) => studio.measureAccuracy(revision));
  }

  expectTime(work: Work): Promise<ExpectedTime> {
    return this.call((studio) => studio.expectTime(work));
  }

  plannedSize(order: Pick<Order, 'recipe' | 'revision'>): Promise<PlannedSize> {
    return this.call((studio) => studio.plannedSize(order));
  }

  suggestRates(recipe: Recipe, curves: readonly Sensitivity[]): Promise<Rates> {
    return this.call((studio) => studio.suggestRates(recipe, curves));
  }

  selectForLesson(order: LessonOrder, base: string): Promise<SelectionByHand> {
    return this.call((studio) => studio.selectForLesson(order, base));
  }

  silenceForLesson(silencing: Silencing, base: string): Promise<Effect> {
    return this.call((studio) => studio.silenceForLesson(silencing, base));
  }

  healForLesson(order: HealingOrder, tell: (step: HealingStep) => void, base: string): Promise<Healed> {
    return this.call((studio) => studio.healForLesson(order, proxy(tell), base));
  }

  endHealing(): Promise<void> {
    return this.call((studio) => studio.endHealing());
  }

  featureMaps(sight: Sight, image: number): Promise<FeatureMaps> {
    return this.call((studio) => studio.featureMaps(sight, image));
  }

  kernelSlices(sight: Sight, channel: number): Promise<ChannelKernels> {
    return this.call((studio) => studio.kernelSlices(sight, channel));
  }

  gradientSlices(sight: Sight, channel: number, image: number): Promise<KernelSlices[]> {
    return this.call((studio) => studio.gradientSlices(sight, channel, image));
  }

  tryByHand(choice: HandChoice): Promise<Effect> {
    return this.call((studio) => studio.tryByHand(choice));
  }

  endTrying(): Promise<void> {
    return this.call((studio) => studio.endTrying());
  }

  selection(): Promise<string> {
    return this.call((studio) => studio.selection());
  }

  /** The last result, to be had back by `takeUp`. */
  async packResult(): Promise<PackedResult> {
    this.result ??= { file: Uint8Array.from(await this.download('keras')), selection: await this.selection() };
    return this.result;
  }

  /** Makes a result of an earlier run the last one. */
  async takeUp(result: PackedResult): Promise<void> {
    await this.call((studio) => studio.restore(result));
    this.result = result;
  }

  compareWith(revision: number): Promise<void> {
    return this.call((studio) => studio.compareWith(revision));
  }

  private async call<Answer>(ask: (studio: Remote<Studio>) => Promise<Answer>): Promise<Answer> {
    const hired = await this.latest();
    try {
      return await Promise.race([ask(hired.studio), hired.death]);
    } catch (error) {
      if (!isLost(error)) throw error;
      if (this.superseded.has(hired)) throw new Superseded('worker.fault', { message: messageOf(error) });
      const reason = failureOf(error);
      this.lose(hired, reason);
      throw workerLost(reason);
    }
  }

  /** The worker that was asked for last, once it is ready. */
  private async latest(): Promise<Hired> {
    const { ready } = this;
    try {
      return await ready;
    } catch (error) {
      if (ready === this.ready) throw error;
      return this.latest();
    }
  }

  /** Asks the worker to end some work; if it heeds nobody, another takes its place. */
  private endsSoon(work: Promise<unknown>, ask: (studio: Remote<Studio>) => Promise<void>): void {
    const { hired } = this;
    if (!hired) return;
    const late = setTimeout(() => this.lose(hired, failureOf(new WorkerLost('worker.deaf'))), this.patience);
    const isOver = () => clearTimeout(late);
    work.then(isOver, isOver);
    ask(hired.studio).catch(() => {});
  }

  /** A copy of the result, for a worker that may have to take this one's place; a run has finished without it too. */
  private async keepResult(): Promise<void> {
    this.result = undefined;
    await this.packResult();
  }

  private lose(hired: Hired, reason: Failure): void {
    if (hired !== this.hired) return;
    this.news.lost(reason);
    this.replace().then(
      (ready) => this.news.replaced(ready),
      (error) => this.tellUnstarted(error),
    );
  }

  private tellUnstarted(error: unknown): void {
    if (error instanceof Superseded) this.news.overtaken();
    else this.news.gone(failureOf(error));
  }

  private replace(): Promise<Ready> {
    this.hired?.dismiss();
    this.preparing?.dismiss();
    this.hired = undefined;
    const replaced = this.hireAnew();
    this.ready = replaced.then(({ hired }) => hired);
    this.ready.catch(() => {});
    return replaced.then(({ ready }) => ready);
  }

  /** Tries with all that was open, then with what was open first, then with nothing. */
  private async hireAnew(): Promise<{ hired: Hired; ready: Ready }> {
    const attempts = this.history.isEmpty ? [this.history] : [this.history, this.history.beginning(), new History()];
    let failure: Failure | undefined;
    for (const history of attempts) {
      const hired = this.hire();
      this.preparing = hired;
      try {
        const { backend, reopened } = await Promise.race([this.prepare(hired.studio, history), hired.death]);
        this.hired = hired;
        this.preparing = undefined;
        this.history = history;
        hired.death.catch((error) => this.lose(hired, failureOf(error)));
        return { hired, ready: { backend, reopened, failure } };
      } catch (error) {
        if (this.preparing !== hired) throw new Superseded('worker.superseded');
        hired.dismiss();
        failure ??= failureOf(error);
      }
    }
    throw workerLost(failure ?? '');
  }

  private async prepare(studio: Remote<Studio>, history: History): Promise<Omit<Ready, 'failure'>> {
    const backend = await studio.start(this.wanted, this.frameGate);
    const reopened = await history.replay((change) => studio.change(++this.tickets, change));
    if (this.result) await studio.restore(this.result);
    return { backend, reopened };
  }
}
