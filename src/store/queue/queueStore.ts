import { useStudio } from '../studioStore';
import { createQueue } from './createQueue';

const key = 'espalier-queue';

/** Some browsers keep nothing for a page: its queue is gone with it then. */
function tried<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}

export const useQueue = createQueue(useStudio, {
  read: () => tried(() => localStorage.getItem(key)),
  write: (text) => tried(() => localStorage.setItem(key, text)),
});
