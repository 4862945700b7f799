import type { BackendName } from '../engine/backend/names';
import type { FormatName } from '../engine/io/formatNames';
import type { PresetName, Recipe, RecipeValues } from '../engine/methods/recipe';
import type { BuilderId } from '../engine/models/names';
import type { Report, RunEvent } from '../engine/run/events';
import type { DatasetId } from '../words/names';
import type { OpeningStep } from '../worker/opening';
import type { BackendInfo } from '../worker/startBackend';
import type { ImagesInfo, NetworkInfo, Unmatched } from '../worker/workbench';
import type { RunView } from './runView';

export type { ImagesInfo, NetworkInfo, Unmatched };

/** Networks under public/models, the first of which the studio opens. */
export const bundledNetworks = ['vgg-small', 'resnet-20', 'mobilenet-small'] as const;

/** CIFAR-10 beside the page, or what was dropped on it. */
export type DatasetName = 'bundled' | 'full' | 'own';

export type RunStatus = 'idle' | 'running' | 'paused' | 'finished' | 'cancelled' | 'failed';

/** Something the page waits for. */
export interface Activity {
  id: number;
  /** In words, as "Opening vgg-small". */
  what: string;
  step?: OpeningStep;
  done?: number;
  total?: number;
  /** Absent where it cannot be taken back. */
  takeBack?: () => void;
}

/** What the last finished run has left; there until another run finishes. */
export interface Finished {
  network: string;
  format: FormatName;
  recipe: Recipe;
  report: Report;
  events: readonly RunEvent[];
  isSaved: boolean;
}

/** Files that a finished run can be downloaded as, besides the formats of networks. */
export type RunFile = 'selection' | 'report' | 'recipe' | 'events';

/** A word to the person: what went wrong, or what is new. */
export interface Notice {
  id: number;
  /** When it was said, in milliseconds. */
  said: number;
  kind: 'error' | 'news';
  text: string;
}

export interface StudioState {
  backend?: BackendInfo;
  network: NetworkInfo | undefined;
  images: ImagesInfo | undefined;
  /** Which network and images are open. */
  revision: number;
  /** Classes of dropped images that wait to be matched to outputs. */
  unmatched: Unmatched | undefined;
  /** All of CIFAR-10 lies beside the page. */
  hasFullDataset: boolean;
  /** What the page waits for, in the order in which it was asked for. */
  activities: readonly Activity[];
  /** Oldest first; gone when something is started anew, once there was time to read them. */
  notices: readonly Notice[];
  recipe: Recipe;
  /** Fields of the recipe that hold what they cannot hold, and why. */
  unfit: Readonly<Record<string, string>>;
  status: RunStatus;
  /** Milliseconds the run has been running, pauses left out, until `since`; from then on it runs. */
  clock: { ran: number; since: number | undefined };
  run: RunView;
  finished: Finished | undefined;
  boot(backend?: BackendName): Promise<void>;
  chooseBackend(name: BackendName): Promise<void>;
  openFiles(files: File[]): Promise<void>;
  openBundled(name: string): Promise<void>;
  /** Opens an untrained network of a published shape. */
  build(id: BuilderId): Promise<void>;
  chooseDataset(name: 'bundled' | 'full'): Promise<void>;
  chooseScaling(id: ImagesInfo['scaling']): Promise<void>;
  /** Measures the accuracy of a network that opened without. */
  measure(): Promise<void>;
  /** The output that each class of the dropped images is; nothing leaves things as they were. */
  matchClasses(outputOf: number[] | undefined): Promise<void>;
  setPreset(preset: PresetName): void;
  setRecipe(change: RecipeValues): void;
  /** @param problem absent if the field is well */
  setUnfit(field: string, problem: string | undefined): void;
  prune(): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  cancel(): void;
  download(what: FormatName | RunFile): Promise<void>;
  /** Takes a notice away. */
  dismiss(id: number): void;
}

/** A run is under way. */
export const isActive = ({ status }: Pick<StudioState, 'status'>): boolean =>
  status === 'running' || status === 'paused';

/** Nothing is under way that a change or a run would have to wait for. */
export const isFree = (state: StudioState): boolean => state.activities.length === 0 && !isActive(state);

/** Something would be lost with the page. */
export const hasUnsaved = (state: StudioState): boolean => isActive(state) || state.finished?.isSaved === false;

const datasetNames: ReadonlyMap<string, DatasetName> = new Map([
  ['cifar10-bundled', 'bundled'],
  ['cifar10-full', 'full'],
] as const satisfies ReadonlyArray<[DatasetId, DatasetName]>);

export const datasetNameOf = ({ images }: StudioState): DatasetName => datasetNames.get(images?.name ?? '') ?? 'own';
