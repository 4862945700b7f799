import { CodedError } from './errors';

/** Where long work looks up between two batches. Resolves when it may go on; @throws Cancelled when it must end. */
export type Checkpoint = () => Promise<void>;

/** The person who started the work has ended it: no fault, and nothing to tell. */
export class Cancelled extends CodedError<'cancelled'> {
  override readonly name = 'Cancelled';

  constructor() {
    super('cancelled');
  }
}

/** Milliseconds of work between two looks at what else has come in. */
const breathEvery = 30;
let lastBreath = 0;

/** A checkpoint that never holds: now and then messages and timers get a turn. */
export const proceed: Checkpoint = async () => {
  if (performance.now() - lastBreath < breathEvery) return;
  await new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
  lastBreath = performance.now();
};

/** Holds work at its checkpoints: paused, it waits there; cancelled, it ends there. */
export class Gate {
  private cancelled = false;
  private paused: Promise<void> | undefined;
  private open: () => void = () => {};

  pause(): void {
    if (this.cancelled) return;
    this.paused ??= new Promise((resolve) => {
      this.open = resolve;
    });
  }

  resume(): void {
    this.open();
    this.paused = undefined;
  }

  cancel(): void {
    this.cancelled = true;
    this.resume();
  }

  readonly pass: Checkpoint = async () => {
    await proceed();
    while (this.paused) await this.paused;
    if (this.cancelled) throw new Cancelled();
  };
}
