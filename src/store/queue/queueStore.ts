import { useChoice } from '../choice';
import { useStudio } from '../studioStore';
import { tried } from '../tried';
import { createQueue, type Notebook } from './createQueue';

const key = 'espalier-queue';

const notebookIn = (storage: () => Storage): Notebook => ({
  read: () => tried(() => storage().getItem(key)),
  write: (text) => tried(() => storage().setItem(key, text)),
});

const notes = { planned: notebookIn(() => localStorage), goesOn: notebookIn(() => sessionStorage) };

/** What it has made is compared, and nothing else. */
export const useQueue = createQueue(useStudio, notes, (made) =>
  useChoice.setState({ contest: undefined, ticked: new Set(made), layer: undefined }),
);
