import type { Failure } from '../engine/errors';
import type { Message } from '../words/notices';
import type { Task } from '../words/tasks';
import type { News, Ready } from '../worker/supervisor';
import type { StudioState } from './state';

/** Shows what becomes of a worker that was lost or could not be started. */
export class Recovery implements News {
  private activity = 0;
  private lostBy: { readonly reason: Failure; readonly task?: Task } = { reason: '' };
  /** With nothing open a lost worker's successor opens what the page begins with: once, lest that be what kills it. */
  private hasTriedFirst = false;

  constructor(private readonly state: () => StudioState) {}

  lost(reason: Failure): void {
    this.lostBy = { reason };
    this.activity = this.state().begin({ task: { code: 'replace-worker' } });
  }

  /** It was lost while it did something. */
  blame(task: Task): void {
    this.lostBy = { ...this.lostBy, task };
  }

  replaced(ready: Ready): void {
    const { end, settle, say, openFirst, measureIfTrained } = this.state();
    end(this.activity);
    settle(ready);
    if (this.lostBy.task?.code !== 'measure') void measureIfTrained();
    if (!ready.reopened && !this.hasTriedFirst) {
      this.hasTriedFirst = true;
      void openFirst();
    }
    say('error', this.told(ready));
  }

  gone(reason: Failure): void {
    this.overtaken();
    this.state().say('error', { code: 'gone', reason });
  }

  overtaken(): void {
    this.state().end(this.activity);
  }

  /** What happened and what is open now. */
  private told({ reopened, failure }: Ready): Message {
    if (failure) return { code: 'partly-open', ...this.lostBy, failure };
    return { code: reopened ? 'reopened' : 'nothing-open', ...this.lostBy };
  }
}
