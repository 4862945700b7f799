import { save } from '../files';
import { useStudio } from '../studioStore';
import { BrowserShelf } from './browserShelf';
import { createKept } from './createKept';

export const useKept = createKept(useStudio, new BrowserShelf(), save);
