import { isSameRecipe } from '../engine/methods/presets';
import { emptyState, type RunState } from '../runs/state';
import type { OwnImage } from '../worker/ownImage';
import type { ImagesInfo, NetworkInfo, Reading, Unmatched } from '../worker/workbench';
import type { Run } from './run';
import type {
  ActivitiesSlice,
  AnswersSlice,
  ExpectedSlice,
  InspectionSlice,
  LearnSlice,
  LinkSlice,
  NavigationSlice,
  NoticesSlice,
  PlanSlice,
  PlaybackSlice,
  RecipeSlice,
  RunFile,
  RunsSlice,
  SensitivitySlice,
  WorkbenchSlice,
} from './slices/types';

export type { LessonOrder, SelectionByHand } from '../worker/lessonBench';
export type { ImagesInfo, NetworkInfo, OwnImage, Reading, RunFile, Unmatched };

/** CIFAR-10 beside the page, or what was dropped on it. */
export type DatasetName = 'bundled' | 'full' | 'own';

export type StudioState = NavigationSlice &
  LinkSlice &
  LearnSlice &
  PlaybackSlice &
  PlanSlice &
  NoticesSlice &
  ActivitiesSlice &
  WorkbenchSlice &
  RecipeSlice &
  RunsSlice &
  AnswersSlice &
  InspectionSlice &
  SensitivitySlice &
  ExpectedSlice;

type Shown = Pick<StudioState, 'runs' | 'currentRun'>;
type UnderWay = Pick<StudioState, 'runs' | 'underWay'>;

export const shownRun = ({ runs, currentRun }: Shown): Run | undefined =>
  currentRun === undefined ? undefined : runs[currentRun];

/** The run that the Prune view shows: the one at hand, else a recorded one. */
export const watchedRun = (state: StudioState): Run | undefined => shownRun(state) ?? state.recording?.run;

/** The worker has the network that the watched run pruned, or one of its name and widths: kernels and maps are to be had. */
export function hasWeightsOf(state: StudioState, layer: { readonly name: string; readonly channels: number }): boolean {
  const { network } = state;
  const isSame = network?.name !== undefined && network.name === watchedRun(state)?.network;
  return (
    isSame && network.layers.pruned.some(({ name, channels }) => name === layer.name && channels === layer.channels)
  );
}

export const shownState = (state: StudioState): RunState => shownRun(state)?.state ?? emptyState;

/** The run that downloads are of: the one shown, once it has finished, else the last that has. */
export function finishedRun(state: StudioState): Run | undefined {
  const shown = shownRun(state);
  if (shown?.status === 'finished') return shown;
  return state.lastResult === undefined ? undefined : state.runs[state.lastResult];
}

/** The recipe is another than that of the finished run. */
export function isRecipeChanged(state: StudioState): boolean {
  const finished = finishedRun(state);
  return finished !== undefined && !isSameRecipe(finished.recipe, state.recipe);
}

/** The shown run is over and the recipe has been changed since: what is told of a run is of the next one. */
export const isNextAsked = (state: StudioState): boolean =>
  shownRun(state) !== undefined &&
  !isActive(state) &&
  state.recipeThen !== undefined &&
  state.recipe !== state.recipeThen &&
  !isSameRecipe(state.recipeThen, state.recipe);

/** The worker has the network of that run. */
export const hasNetwork = (state: StudioState): boolean =>
  state.lastResult !== undefined && finishedRun(state)?.id === state.lastResult;

/** The run that is under way, if one is, whichever is watched. */
export function activeRun({ runs, underWay }: UnderWay): Run | undefined {
  const run = underWay === undefined ? undefined : runs[underWay];
  return run?.status === 'running' || run?.status === 'paused' ? run : undefined;
}

/** A run is under way. */
export const isActive = (state: UnderWay): boolean => activeRun(state) !== undefined;

/** A run is under way, and another moment or another run is watched. */
export const isBehind = (state: StudioState): boolean =>
  isActive(state) && (state.moment !== undefined || state.currentRun !== state.underWay);

/** The run that the bar tells of and that its buttons are for. */
export const toldRun = (state: Shown & UnderWay): Run | undefined => activeRun(state) ?? shownRun(state);

export const toldState = (state: Shown & UnderWay): RunState => toldRun(state)?.state ?? emptyState;

/** Nothing is under way that a change or a run would have to wait for. */
export const isFree = (state: UnderWay & Pick<StudioState, 'activities'>): boolean =>
  state.activities.length === 0 && !isActive(state);

/** The worker can ask the finished run's network and the one that it was pruned from, and does nothing else. */
export const isComparable = (state: StudioState): boolean =>
  state.comparable !== undefined && finishedRun(state)?.id === state.comparable && isFree(state);

/** Curves of all groups that may be pruned, of what is open, are there, and none is rough. */
export const isMeasured = ({ sensitivity, network, recipe, revision }: StudioState): boolean =>
  sensitivity?.revision === revision &&
  sensitivity.streams === recipe.streams &&
  sensitivity.curves.length === network?.layers[recipe.streams].length &&
  sensitivity.curves.every(({ isRough }) => !isRough);

/** The run whose answers are shown. */
export const answeredRun = (state: StudioState): Run | undefined =>
  state.answers && finishedRun(state)?.id === state.answers.run ? finishedRun(state) : undefined;

/** Something would be lost with the page. */
export const hasUnsaved = (state: StudioState): boolean =>
  isActive(state) || (state.lastResult !== undefined && state.runs[state.lastResult]?.isSaved === false);

const bundledImages: Readonly<Record<string, 'bundled' | 'full'>> = {
  'cifar10-bundled': 'bundled',
  'cifar10-full': 'full',
};

/** The part of CIFAR-10 that images of that name are, if they are. */
export const bundledImagesOf = (name: string): 'bundled' | 'full' | undefined => bundledImages[name];

export const datasetNameOf = ({ images }: StudioState): DatasetName => bundledImagesOf(images?.name ?? '') ?? 'own';
