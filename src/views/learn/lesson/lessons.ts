import type { LessonId } from '../../../store/address';
import { type Language, languageOn } from '../../../words/language';
import { bringLessonWords } from '../../../words/lessons/languages';
import type { Lesson } from './definition';
import { loadedOnce } from './loadedOnce';

/** Where each lesson comes from, once it is asked for. */
const loaders: Readonly<Record<LessonId, () => Promise<{ load: () => Promise<Lesson> }>>> = {
  channel: () => import('../channel/lesson'),
  reconstruction: () => import('../reconstruction/lesson'),
  discrimination: () => import('../discrimination/lesson'),
  greedy: () => import('../greedy/lesson'),
  stopping: () => import('../stopping/lesson'),
  healing: () => import('../healing/lesson'),
  methods: () => import('../methods/lesson'),
};

async function loadLesson(id: LessonId): Promise<Lesson> {
  const [{ load }] = await Promise.all([loaders[id](), bringLessonWords(id)]);
  return load();
}

const lessonsIn: Readonly<Record<Language, (id: LessonId) => Promise<Lesson>>> = {
  en: loadedOnce(loadLesson),
  zh: loadedOnce(loadLesson),
};

/** A lesson in the language that is on, loaded once; one that has failed is loaded anew. */
export const lessonOf = (id: LessonId): Promise<Lesson> => lessonsIn[languageOn()](id);
