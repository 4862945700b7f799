import { expect, test, vi } from 'vitest';
import { boardMemory, TaskBoard, ThreadLost } from './taskBoard';

/** The boards of a caller and of two threads, on one memory. */
function openBoards() {
  const memory = boardMemory(3);
  const [caller, first, second] = Array.from({ length: 3 }, () => new TaskBoard(memory));
  return { caller: caller!, first: first!, second: second! };
}

const numbersOf = (thread: number) => [100 + thread, 7];

test('every share is taken once, with the numbers of the thread that takes it', () => {
  const { caller, first, second } = openBoards();
  caller.hang('inputGradient', 5, numbersOf);
  const work = [first.nextWork(1), second.nextWork(2), first.nextWork(1)];
  expect(work.map(({ kernel }) => kernel)).toEqual(Array(3).fill('inputGradient'));
  expect(work.map(({ numbers }) => numbers.toSpliced(2, 1))).toEqual([1, 2, 1].map((thread) => [100 + thread, 7, 5]));
  const own = [caller.nextShare(), caller.nextShare()];
  expect([...work.map(({ numbers }) => numbers[2]), ...own].sort()).toEqual([0, 1, 2, 3, 4]);
});

test('a call ends when the shares that were taken are done, and waits for no thread that took none', () => {
  const { caller, first } = openBoards();
  caller.hang('relu', 2, numbersOf);
  first.nextWork(1);
  first.finish();
  expect(caller.nextShare()).toBe(0);
  expect(caller.nextShare()).toBeUndefined();
  caller.hang('channelSums', 1, numbersOf);
  expect(caller.nextShare()).toBe(0);
  expect(caller.nextShare()).toBeUndefined();
});

test('a thread that slept through a call takes shares of the next', () => {
  const { caller, second } = openBoards();
  caller.hang('relu', 1, numbersOf);
  expect(caller.nextShare()).toBe(0);
  expect(caller.nextShare()).toBeUndefined();
  caller.hang('channelSums', 1, numbersOf);
  expect(second.nextWork(2)).toEqual({ kernel: 'channelSums', numbers: [102, 7, 0, 1] });
});

test('a thread that fails at its share, or does nothing for long, ends the call with an error', () => {
  const { caller, first } = openBoards();
  caller.hang('relu', 2, numbersOf);
  first.nextWork(1);
  expect(caller.nextShare()).toBe(0);
  first.finish(true);
  expect(() => caller.nextShare()).toThrow(ThreadLost);

  const late = openBoards();
  late.caller.hang('relu', 1, numbersOf);
  late.first.nextWork(1);
  const wait = vi.spyOn(Atomics, 'wait').mockReturnValue('timed-out');
  expect(() => late.caller.nextShare()).toThrow('a kernel thread has done nothing for 60 seconds');
  expect(wait).toHaveBeenCalledTimes(2);
  wait.mockRestore();
});
