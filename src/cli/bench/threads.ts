/** Loaded into a page by the bench: training steps in two workers, of one thread and of two, in turn. */
export interface ThreadTimes {
  one: number[];
  two: number[];
  threads: number;
}

async function openWorker(threads: number) {
  const worker = new Worker(new URL('./trainStepWorker.ts', import.meta.url), { type: 'module' });
  const ask = <Answer>(message: object): Promise<Answer> =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
      worker.onerror = ({ message: text }) => reject(new Error(text));
      worker.postMessage(message);
    });
  const started = await ask<{ threads: number }>({ threads });
  return {
    threads: started.threads,
    step: async () => (await ask<{ milliseconds: number }>({})).milliseconds,
  };
}

export async function compareThreads(rounds: number): Promise<ThreadTimes> {
  const one = await openWorker(1);
  const two = await openWorker(2);
  const times: ThreadTimes = { one: [], two: [], threads: two.threads };
  for (let round = 0; round < rounds; round++) {
    times.one.push(await one.step());
    times.two.push(await two.step());
  }
  return times;
}
