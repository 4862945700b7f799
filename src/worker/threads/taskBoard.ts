import { type ChunkedKernel, chunkedKernels, mostParameters } from '../../engine/backend/wasm/kernels';

/**
 * A board's 32-bit words: the ticket, how many chunks are done by others than the caller, the kernel, its chunks, how
 * many numbers it takes, how many chunks have failed, then the numbers of each thread but the caller's.
 */
const slots = { ticket: 0, done: 1, kernel: 2, chunks: 3, length: 4, failed: 5, numbers: 6 } as const;

/** The ticket's low bits are the chunks that are left to take, the others the number of the call. */
const chunkBits = 12;
const mostChunks = (1 << chunkBits) - 1;
const leftOf = (ticket: number): number => ticket & mostChunks;

/** Looks at a word before a thread lies down: some tens of microseconds, less than it may take to be woken. */
const spinLimit = 20_000;

/**
 * Milliseconds without a chunk done after which a thread is taken to be dead; waited for twice, since the first may
 * have passed while the machine slept.
 */
const longestChunk = 30_000;

/** A thread has died with a chunk of a kernel call: nobody knows what it has written. */
export class ThreadLost extends Error {
  override readonly name = 'ThreadLost';

  constructor(how: string) {
    super(`a kernel thread has ${how}`);
  }
}

/** Where the numbers of a thread, from 1 up, stand. */
const numbersAt = (thread: number): number => slots.numbers + (thread - 1) * mostParameters;

/** The memory of a board for some threads, the caller's included. */
export const boardMemory = (threads: number): SharedArrayBuffer => new SharedArrayBuffer(4 * numbersAt(threads));

/**
 * Where a kernel call is posted and threads take chunks of it. A chunk that is taken keeps its call on the board until
 * it is done; a thread that comes late finds none left, and nobody waits for it.
 */
export class TaskBoard {
  private readonly words: Int32Array;
  private own = 0;
  private lost: ThreadLost | undefined;

  constructor(memory: SharedArrayBuffer) {
    this.words = new Int32Array(memory);
  }

  /**
   * Posts a call.
   *
   * @param numbersOf a thread's numbers: addresses and lengths, 32-bit integers
   * @throws ThreadLost if a thread is lost, RangeError for what the board cannot hold, Error while another call is up
   */
  post(kernel: ChunkedKernel, chunks: number, numbersOf: (thread: number) => readonly number[]): void {
    const { words } = this;
    if (this.lost) throw this.lost;
    if (leftOf(Atomics.load(words, slots.ticket)) > 0 || this.done() < this.taken())
      throw new Error(`${kernel}: another call is on the task board`);
    if (!Number.isInteger(chunks) || chunks < 1 || chunks > mostChunks)
      throw new RangeError(`${kernel}: in ${chunks} chunks, where 1 to ${mostChunks} are possible`);
    const threads = [];
    for (let thread = 1; numbersAt(thread) < words.length; thread++)
      threads.push(checkedNumbers(kernel, numbersOf(thread)));
    words[slots.kernel] = chunkedKernels.indexOf(kernel);
    words[slots.chunks] = chunks;
    words[slots.length] = threads[0]?.length ?? 0;
    for (const [index, numbers] of threads.entries()) words.set(numbers, numbersAt(index + 1));
    this.own = 0;
    words[slots.done] = 0;
    const call = (words[slots.ticket]! >> chunkBits) + 1;
    Atomics.store(words, slots.ticket, (call << chunkBits) | chunks);
    Atomics.notify(words, slots.ticket);
  }

  /** The caller's next chunk; undefined once all are done. @throws ThreadLost if another thread cannot do its chunk */
  nextChunk(): number | undefined {
    if (this.lost) throw this.lost;
    const chunk = this.take();
    if (chunk !== undefined) {
      this.own++;
      return chunk;
    }
    for (let done = this.done(); done < this.taken(); done = this.done()) this.waitForChunk(done);
    if (Atomics.load(this.words, slots.failed) > 0) this.lose('failed');
    return undefined;
  }

  /** Another thread's next chunk, for which it may have to wait, and what to compute. */
  nextWork(thread: number): { kernel: ChunkedKernel; numbers: number[] } {
    const { words } = this;
    const start = numbersAt(thread);
    if (thread < 1 || start >= words.length) throw new RangeError(`the task board has no thread ${thread}`);
    let chunk = this.take();
    for (; chunk === undefined; chunk = this.take()) {
      const ticket = Atomics.load(words, slots.ticket);
      if (leftOf(ticket) === 0) this.waitWhile(slots.ticket, ticket);
    }
    const kernel = chunkedKernels[words[slots.kernel]!];
    if (!kernel) throw new RangeError(`the task board shows kernel ${words[slots.kernel]}, which there is not`);
    const numbers = words.subarray(start, start + words[slots.length]!);
    return { kernel, numbers: [...numbers, chunk, words[slots.chunks]!] };
  }

  /** Another thread has done a chunk, or failed at it. */
  finish(hasFailed = false): void {
    if (hasFailed) Atomics.add(this.words, slots.failed, 1);
    Atomics.add(this.words, slots.done, 1);
    Atomics.notify(this.words, slots.done);
  }

  private done(): number {
    return Atomics.load(this.words, slots.done);
  }

  /** Chunks of a call, all of which are taken, that other threads have. */
  private taken(): number {
    return this.words[slots.chunks]! - this.own;
  }

  private take(): number | undefined {
    for (;;) {
      const ticket = Atomics.load(this.words, slots.ticket);
      if (leftOf(ticket) === 0) return undefined;
      if (Atomics.compareExchange(this.words, slots.ticket, ticket, ticket - 1) === ticket) return leftOf(ticket) - 1;
    }
  }

  private waitForChunk(done: number): void {
    if (this.waitWhile(slots.done, done, longestChunk) || this.waitWhile(slots.done, done, longestChunk)) return;
    this.lose(`done nothing for ${(2 * longestChunk) / 1000} seconds`);
  }

  private lose(how: string): never {
    this.lost = new ThreadLost(how);
    throw this.lost;
  }

  /** False if the word is still the same after a time, in milliseconds. */
  private waitWhile(slot: number, value: number, longest?: number): boolean {
    for (let look = 0; look < spinLimit; look++) if (Atomics.load(this.words, slot) !== value) return true;
    return Atomics.wait(this.words, slot, value, longest) !== 'timed-out';
  }
}

function checkedNumbers(kernel: ChunkedKernel, numbers: readonly number[]): readonly number[] {
  if (numbers.length > mostParameters)
    throw new RangeError(`${kernel}: ${numbers.length} numbers, where the task board has ${mostParameters}`);
  const wrong = numbers.find((number) => (number | 0) !== number && number >>> 0 !== number);
  if (wrong !== undefined) throw new RangeError(`${kernel}: ${wrong} is no 32-bit integer`);
  return numbers;
}
