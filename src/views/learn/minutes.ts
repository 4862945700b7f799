import type { LessonId } from '../../store/address';

/** About how long one takes for a lesson, without its experiments. */
export const lessonMinutes: Readonly<Record<LessonId, number>> = {
  ...{ channel: 3, reconstruction: 3, discrimination: 3, greedy: 5, stopping: 2, healing: 2, methods: 2 },
};
