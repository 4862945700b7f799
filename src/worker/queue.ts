/** Works one piece at a time, in the order in which they were asked for; one that fails holds up none. */
export class Queue {
  private last: Promise<void> = Promise.resolve();

  /** @param signal takes the work back while it waits; once it has begun, it has to look for itself */
  add<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    return new Promise((resolve, reject) => {
      const leave = () => reject(signal.reason);
      signal.addEventListener('abort', leave, { once: true });
      this.last = this.last.then(async () => {
        signal.removeEventListener('abort', leave);
        if (signal.aborted) reject(signal.reason);
        else await work().then(resolve, reject);
      });
    });
  }
}
