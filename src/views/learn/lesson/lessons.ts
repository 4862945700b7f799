import type { LessonId } from '../../../store/address';
import { languageOn } from '../../../words/language';
import { bringLessonWords } from '../../../words/lessons/languages';
import type { Lesson } from './definition';

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

const loaded = new Map<string, Promise<Lesson>>();

/** A lesson in the language that is on, loaded once; one that has failed is loaded anew. */
export function lessonOf(id: LessonId): Promise<Lesson> {
  const key = `${languageOn()}/${id}`;
  const known = loaded.get(key);
  if (known) return known;
  const lesson = loadLesson(id);
  lesson.catch(() => loaded.delete(key));
  loaded.set(key, lesson);
  return lesson;
}

async function loadLesson(id: LessonId): Promise<Lesson> {
  const [{ load }] = await Promise.all([loaders[id](), bringLessonWords(id)]);
  return load();
}
