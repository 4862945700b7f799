import { create } from 'zustand';
import { Recovery } from './recovery';
import { activitiesSlice } from './slices/activities';
import { answersSlice } from './slices/answers';
import { expectedSlice } from './slices/expected';
import { inspectionSlice } from './slices/inspection';
import { learnSlice } from './slices/learn';
import { linkSlice } from './slices/link';
import { navigationSlice } from './slices/navigation';
import { noticesSlice } from './slices/notices';
import { planSlice } from './slices/plan';
import { playbackSlice } from './slices/playback';
import { recipeSlice } from './slices/recipe';
import { runsSlice } from './slices/runs';
import { sensitivitySlice } from './slices/sensitivity';
import type { Surroundings } from './slices/slice';
import { workbenchSlice } from './slices/workbench';
import type { StudioState } from './state';

/** The page's store. @param surround what it works with, told of the worker that is lost by `recovery` */
export const createStudio = (surround: (recovery: Recovery) => Surroundings) =>
  create<StudioState>()((set, get) => {
    const surroundings = surround(new Recovery(get));
    return {
      ...navigationSlice(set, get, surroundings),
      ...linkSlice(set, get, surroundings),
      ...learnSlice(set, get, surroundings),
      ...playbackSlice(set, get, surroundings),
      ...noticesSlice(set, get, surroundings),
      ...activitiesSlice(set, get, surroundings),
      ...workbenchSlice(set, get, surroundings),
      ...recipeSlice(set, get, surroundings),
      ...runsSlice(set, get, surroundings),
      ...answersSlice(set, get, surroundings),
      ...planSlice(set, get, surroundings),
      ...inspectionSlice(set, get, surroundings),
      ...expectedSlice(set, get, surroundings),
      ...sensitivitySlice(set, get, surroundings),
    };
  });
