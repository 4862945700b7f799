import { Cancelled, type Checkpoint, proceed } from '../engine/checkpoint';

/** What an opening is at. */
export type OpeningStep = 'waiting' | 'reading' | 'checking' | 'timing' | 'compiling' | 'measuring';

/** Told of every step, and how far it is where that can be counted. */
export type TellStep = (step: OpeningStep, done?: number, total?: number) => void;

/** Something being opened: tells what it is at, and can be taken back until it takes the place of what was open. */
export class Opening {
  private readonly abort = new AbortController();
  readonly signal = this.abort.signal;

  constructor(readonly tell: TellStep = () => {}) {}

  takeBack(): void {
    this.abort.abort(new Cancelled());
  }

  /** Goes on to a step, after what else has come in had its turn. @throws Cancelled */
  async enter(step: OpeningStep): Promise<void> {
    this.tell(step);
    await new Promise((resolve) => setTimeout(resolve));
    this.signal.throwIfAborted();
  }

  /**
   * Waits for work that looks at nothing else, or no longer once it is taken back.
   *
   * @param leave gets what the work comes to after that
   * @throws Cancelled
   */
  async during<Result>(work: Promise<Result>, leave: (late: Result) => void = () => {}): Promise<Result> {
    const { signal } = this;
    let end = () => {};
    const takenBack = new Promise<never>((_, reject) => {
      end = () => reject(signal.reason);
      signal.addEventListener('abort', end);
    });
    try {
      return await Promise.race([work, takenBack]);
    } catch (error) {
      if (signal.aborted) work.then(leave, () => {});
      throw error;
    } finally {
      signal.removeEventListener('abort', end);
    }
  }

  readonly pass: Checkpoint = async () => {
    await proceed();
    this.signal.throwIfAborted();
  };
}
