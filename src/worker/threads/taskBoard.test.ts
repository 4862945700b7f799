import { describe, expect, test, vi } from 'vitest';
import { boardMemory, TaskBoard, ThreadLost } from './taskBoard';

/** The boards of a caller and of two threads, on one memory. */
function openBoards() {
  const memory = boardMemory(3);
  const [caller, first, second] = Array.from({ length: 3 }, () => new TaskBoard(memory));
  return { memory, caller: caller!, first: first!, second: second! };
}

const numbersOf = (thread: number) => [100 + thread, 7];

test('every chunk is taken once, with the numbers of the thread that takes it', () => {
  const { caller, first, second } = openBoards();
  caller.post('inputGradient', 5, numbersOf);
  const work = [first.nextWork(1), second.nextWork(2), first.nextWork(1)];
  expect(work.map(({ kernel }) => kernel)).toEqual(Array(3).fill('inputGradient'));
  expect(work.map(({ numbers }) => numbers.toSpliced(2, 1))).toEqual([1, 2, 1].map((thread) => [100 + thread, 7, 5]));
  const own = [caller.nextChunk(), caller.nextChunk()];
  expect([...work.map(({ numbers }) => numbers[2]), ...own].sort()).toEqual([0, 1, 2, 3, 4]);
});

test('a call ends when the chunks that were taken are done, and waits for no thread that took none', () => {
  const { caller, first } = openBoards();
  caller.post('relu', 2, numbersOf);
  first.nextWork(1);
  first.finish();
  expect(caller.nextChunk()).toBe(0);
  expect(caller.nextChunk()).toBeUndefined();
  caller.post('channelSums', 1, numbersOf);
  expect(caller.nextChunk()).toBe(0);
  expect(caller.nextChunk()).toBeUndefined();
});

test('a thread that slept through a call takes chunks of the next', () => {
  const { caller, second } = openBoards();
  caller.post('relu', 1, numbersOf);
  expect(caller.nextChunk()).toBe(0);
  expect(caller.nextChunk()).toBeUndefined();
  caller.post('channelSums', 1, numbersOf);
  expect(second.nextWork(2)).toEqual({ kernel: 'channelSums', numbers: [102, 7, 0, 1] });
});

describe('a lost thread', () => {
  test('that fails at its chunk ends the call with an error, and no call follows', () => {
    const { caller, first } = openBoards();
    caller.post('relu', 2, numbersOf);
    first.nextWork(1);
    expect(caller.nextChunk()).toBe(0);
    first.finish(true);
    expect(() => caller.nextChunk()).toThrow(ThreadLost);
    expect(() => caller.post('relu', 1, numbersOf)).toThrow(ThreadLost);
  });

  test('that does nothing for long ends the call with an error, and is not waited for again', () => {
    const { caller, first } = openBoards();
    caller.post('relu', 1, numbersOf);
    first.nextWork(1);
    const wait = vi.spyOn(Atomics, 'wait').mockReturnValue('timed-out');
    expect(() => caller.nextChunk()).toThrow('a kernel thread has done nothing for 60 seconds');
    expect(wait).toHaveBeenCalledTimes(2);
    expect(() => caller.nextChunk()).toThrow(ThreadLost);
    expect(() => caller.post('relu', 1, numbersOf)).toThrow(ThreadLost);
    expect(wait).toHaveBeenCalledTimes(2);
    wait.mockRestore();
  });
});

describe('a post is refused', () => {
  test.each([
    ['of more numbers than a thread has words', [1, 2, 3, 4, 5, 6], 'relu: 6 numbers, where the task board has 5'],
    ['of a number that is no 32-bit integer', [1, 2 ** 32], 'relu: 4294967296 is no 32-bit integer'],
    ['of a fraction', [0.5], 'relu: 0.5 is no 32-bit integer'],
  ])('%s', (_, numbers, message) => {
    const { memory, caller } = openBoards();
    const before = [...new Int32Array(memory)];
    expect(() => caller.post('relu', 2, () => numbers)).toThrow(message);
    expect([...new Int32Array(memory)]).toEqual(before);
  });

  test.each([0, 4096, 1.5])('in %d chunks', (chunks) => {
    expect(() => openBoards().caller.post('relu', chunks, numbersOf)).toThrow(
      `relu: in ${chunks} chunks, where 1 to 4095 are possible`,
    );
  });

  test('while another call is up, or a thread is still at it', () => {
    const { caller, first } = openBoards();
    caller.post('relu', 2, numbersOf);
    expect(() => caller.post('maxPool', 1, numbersOf)).toThrow('maxPool: another call is on the task board');
    first.nextWork(1);
    caller.nextChunk();
    expect(() => caller.post('maxPool', 1, numbersOf)).toThrow('maxPool: another call is on the task board');
    first.finish();
    expect(caller.nextChunk()).toBeUndefined();
    caller.post('maxPool', 1, numbersOf);
    expect(caller.nextChunk()).toBe(0);
  });
});

test('an address beyond 2 GiB comes to a thread as the same 32 bits', () => {
  const { caller, first } = openBoards();
  caller.post('relu', 1, () => [2 ** 32 - 16]);
  expect(first.nextWork(1).numbers).toEqual([-16, 0, 1]);
});

test('a thread is refused a kernel that there is not, and a number that the board does not have', () => {
  const { memory, caller, first } = openBoards();
  expect(() => first.nextWork(0)).toThrow('the task board has no thread 0');
  expect(() => first.nextWork(3)).toThrow('the task board has no thread 3');
  caller.post('relu', 1, numbersOf);
  new Int32Array(memory)[2] = 1000;
  expect(() => first.nextWork(1)).toThrow('the task board shows kernel 1000, which there is not');
});
