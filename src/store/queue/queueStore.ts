import { useStudio } from '../studioStore';
import { tried } from '../tried';
import { createQueue } from './createQueue';

const key = 'espalier-queue';

export const useQueue = createQueue(useStudio, {
  read: () => tried(() => localStorage.getItem(key)),
  write: (text) => tried(() => localStorage.setItem(key, text)),
});
