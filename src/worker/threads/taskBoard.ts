import { type KernelName, kernelNames } from '../../engine/backend/wasm/kernels';

/** Numbers of a kernel call, at most, without its share. */
const callLength = 20;

/**
 * A board's 32-bit words: the ticket, how many shares are done by others than the caller, the kernel, its shares, how
 * many numbers it takes, how many shares have failed, then the numbers of each thread but the caller's.
 */
const slots = { ticket: 0, done: 1, kernel: 2, shares: 3, length: 4, failed: 5, numbers: 6 } as const;

/** The ticket's low bits are the shares that are left to take, the others the number of the call. */
const shareBits = 12;
const leftOf = (ticket: number): number => ticket & ((1 << shareBits) - 1);

/** Looks at a word before a thread lies down: some tens of microseconds, less than it may take to be woken. */
const looks = 20_000;

/**
 * Milliseconds without a share done after which a thread is taken to be dead; waited for twice, since the first may
 * have passed while the machine slept.
 */
const longestShare = 30_000;

/** A thread has died with a share of a kernel call: nobody knows what it has written. */
export class ThreadLost extends Error {
  override readonly name = 'ThreadLost';

  constructor(how: string) {
    super(`a kernel thread has ${how}`);
  }
}

/** Where the numbers of a thread, from 1 up, stand. */
const numbersAt = (thread: number): number => slots.numbers + (thread - 1) * callLength;

/** The memory of a board for some threads, the caller's included. */
export const boardMemory = (threads: number): SharedArrayBuffer => new SharedArrayBuffer(4 * numbersAt(threads));

/**
 * Where a kernel call hangs and threads take shares of it. A share that is taken keeps its call on the board until it
 * is done; a thread that comes late finds none left, and nobody waits for it.
 */
export class TaskBoard {
  private readonly words: Int32Array;
  private own = 0;

  constructor(memory: SharedArrayBuffer) {
    this.words = new Int32Array(memory);
  }

  /** Hangs up a call whose predecessor is done. */
  hang(kernel: KernelName, shares: number, argumentsOf: (thread: number) => readonly number[]): void {
    const { words } = this;
    words[slots.kernel] = kernelNames.indexOf(kernel);
    words[slots.shares] = shares;
    for (let thread = 1; numbersAt(thread) < words.length; thread++) {
      const numbers = argumentsOf(thread);
      words[slots.length] = numbers.length;
      words.set(numbers, numbersAt(thread));
    }
    this.own = 0;
    words[slots.done] = 0;
    const call = (words[slots.ticket]! >> shareBits) + 1;
    Atomics.store(words, slots.ticket, (call << shareBits) | shares);
    Atomics.notify(words, slots.ticket);
  }

  /** The caller's next share; undefined once all are done. @throws ThreadLost if another thread cannot do its share */
  nextShare(): number | undefined {
    const share = this.take();
    if (share !== undefined) {
      this.own++;
      return share;
    }
    const others = this.words[slots.shares]! - this.own;
    for (let done = this.done(); done < others; done = this.done()) this.waitForShare(done);
    if (Atomics.load(this.words, slots.failed) > 0) throw new ThreadLost('failed');
    return undefined;
  }

  /** Another thread's next share, for which it may have to wait, and what to compute. */
  nextWork(thread: number): { kernel: KernelName; numbers: number[] } {
    const { words } = this;
    let share = this.take();
    for (; share === undefined; share = this.take()) {
      const ticket = Atomics.load(words, slots.ticket);
      if (leftOf(ticket) === 0) this.waitWhile(slots.ticket, ticket);
    }
    const start = numbersAt(thread);
    const numbers = words.subarray(start, start + words[slots.length]!);
    return { kernel: kernelNames[words[slots.kernel]!]!, numbers: [...numbers, share, words[slots.shares]!] };
  }

  /** Another thread has done a share, or failed at it. */
  finish(hasFailed = false): void {
    if (hasFailed) Atomics.add(this.words, slots.failed, 1);
    Atomics.add(this.words, slots.done, 1);
    Atomics.notify(this.words, slots.done);
  }

  private done(): number {
    return Atomics.load(this.words, slots.done);
  }

  private take(): number | undefined {
    for (;;) {
      const ticket = Atomics.load(this.words, slots.ticket);
      if (leftOf(ticket) === 0) return undefined;
      if (Atomics.compareExchange(this.words, slots.ticket, ticket, ticket - 1) === ticket) return leftOf(ticket) - 1;
    }
  }

  private waitForShare(done: number): void {
    if (this.waitWhile(slots.done, done, longestShare) || this.waitWhile(slots.done, done, longestShare)) return;
    throw new ThreadLost(`done nothing for ${(2 * longestShare) / 1000} seconds`);
  }

  /** False if the word is still the same after a time, in milliseconds. */
  private waitWhile(slot: number, value: number, longest?: number): boolean {
    for (let look = 0; look < looks; look++) if (Atomics.load(this.words, slot) !== value) return true;
    return Atomics.wait(this.words, slot, value, longest) !== 'timed-out';
  }
}
