import type { LessonOrder } from '../../../store/state';
import { useStudio } from '../../../store/studioStore';
import { useExperiment } from './useExperiment';

/** What the worker has selected for a lesson. */
export const useSelection = () => useExperiment((order: LessonOrder) => useStudio.getState().selectForLesson(order));
