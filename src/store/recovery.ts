import type { News, Ready } from '../worker/supervisor';
import type { StudioState } from './state';

/** Shows what becomes of a worker that was lost. */
export class Recovery implements News {
  private activity = 0;
  private lostBy = '';
  /** With nothing open a lost worker's successor opens what the page begins with: once, lest that be what kills it. */
  private hasTriedFirst = false;

  constructor(private readonly state: () => StudioState) {}

  lost(reason: string): void {
    this.lostBy = reason;
    this.activity = this.state().begin({ what: 'The worker was lost; starting another' });
  }

  /** It was lost while it did something. */
  blame(what: string): void {
    this.lostBy = `${this.lostBy}, at “${what}”`;
  }

  replaced(ready: Ready): void {
    const { end, settle, say, openFirst } = this.state();
    end(this.activity);
    settle(ready);
    if (!ready.reopened && !this.hasTriedFirst) {
      this.hasTriedFirst = true;
      void openFirst();
    }
    say('error', this.told(ready));
  }

  gone(reason: string): void {
    const { end, say } = this.state();
    end(this.activity);
    say('error', `The studio could not start again: ${reason}; choose another backend`);
  }

  /** What happened and what is open now, in one sentence. */
  private told({ reopened, failure }: Ready): string {
    const happened = `The studio’s worker was lost (${this.lostBy}) and another has taken its place`;
    if (failure) return `${happened}, but not all could be opened again: ${failure}`;
    return `${happened}; ${reopened ? 'everything open is open again' : 'nothing was open'}`;
  }
}
