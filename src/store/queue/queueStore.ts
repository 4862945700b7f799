import { useChoice } from '../choice';
import { useStudio } from '../studioStore';
import { tried } from '../tried';
import { createQueue } from './createQueue';

const key = 'espalier-queue';

const notebook = {
  read: () => tried(() => localStorage.getItem(key)),
  write: (text: string) => tried(() => localStorage.setItem(key, text)),
};

/** What it has made is compared, and nothing else. */
export const useQueue = createQueue(useStudio, notebook, (made) =>
  useChoice.setState({ contest: undefined, ticked: new Set(made), layer: undefined }),
);
