import type { BackendName } from '../../engine/backend/names';
import type { Choice, Effect } from '../../engine/inspect/effect';
import type { FeatureMaps } from '../../engine/inspect/featureMaps';
import type { ChannelKernels, KernelSlices } from '../../engine/inspect/kernelSlices';
import type { WrittenName } from '../../engine/io/formatNames';
import type { PresetName, Recipe, RecipeValues } from '../../engine/methods/recipe';
import type { BuilderId } from '../../engine/models/names';
import type { ScalingId } from '../../engine/network/scaling';
import type { CompressedNetwork } from '../../engine/run/events';
import type { PlannedSize } from '../../engine/widths/plannedSize';
import type { RunId } from '../../runs/log';
import type { Stride } from '../../runs/moments';
import type { Misfit } from '../../words/fields';
import type { Message } from '../../words/notices';
import type { Task } from '../../words/tasks';
import type { HandChoice, Sight } from '../../worker/inspecting';
import type { LessonOrder, SelectionByHand, Silencing } from '../../worker/lessonBench';
import type { Healed, HealingOrder, HealingStep } from '../../worker/lessonHealing';
import type { MeasuredAccuracy } from '../../worker/measureAccuracy';
import type { OpeningStep } from '../../worker/opening';
import type { OwnImage } from '../../worker/ownImage';
import type { PackedResult } from '../../worker/result';
import type { BackendInfo } from '../../worker/startBackend';
import type { ExpectedTime, MeasuredNow, Sensitivity } from '../../worker/studio';
import type { Ready } from '../../worker/supervisor';
import type { TestAnswers } from '../../worker/testAnswers';
import type { ImagesInfo, NetworkInfo, Unmatched } from '../../worker/workbench';
import type { LearnPage, LessonPart, LinkedWork, ViewId } from '../address';
import type { bundledNetworks } from '../bundledNetworks';
import type { Shelved } from '../kept/shelf';
import type { RecipeHistory } from '../recipeHistory';
import type { Run } from '../run';

/** Something the page waits for. */
export interface Activity {
  id: number;
  task: Task;
  step?: OpeningStep;
  done?: number;
  total?: number;
  /** Absent where it cannot be taken back. */
  takeBack?: () => void;
}

/** Files that a finished run can be downloaded as, besides the formats of networks. */
export type RunFile = 'selection' | 'report' | 'recipe' | 'events';

/** A word to the person: what went wrong, or what is new. */
export interface Notice {
  id: number;
  /** When it was said, in milliseconds. */
  said: number;
  kind: 'error' | 'news';
  message: Message;
}

export interface NavigationSlice {
  /** What is shown. */
  view: ViewId;
  go(view: ViewId): void;
}

/** Where in the Learn view one is, and what of a lesson is there. */
export interface LearnSlice {
  learning: {
    /** Absent for the list of lessons. */
    readonly page: LearnPage | undefined;
    /** From 1. */
    readonly step: number;
    /** The entry of the glossary that is looked at. */
    readonly term: string | undefined;
    readonly hidden: readonly LessonPart[];
    readonly locked: readonly LessonPart[];
    /** Where the sliders stand, once they have been moved. */
    readonly lambda: number | undefined;
    readonly epsilon: number | undefined;
    /** One step at a time, for a projector. */
    readonly isPresented: boolean;
  };
  learn(change: Partial<LearnSlice['learning']>): void;
  /** Has the worker select channels for a lesson. @throws InputError while a run is under way */
  selectForLesson(order: LessonOrder): Promise<SelectionByHand>;
  /** Has the worker measure the lessons' network without some channels. @throws InputError likewise */
  silenceForLesson(silencing: Silencing): Promise<Effect>;
  /** Has the worker cut the lessons' network and fine-tune it. @throws InputError likewise, Cancelled by `endHealing` */
  healForLesson(order: HealingOrder, tell: (step: HealingStep) => void): Promise<Healed>;
  endHealing(): Promise<void>;
}

/** How many times faster than at first a run is played. */
export type Speed = 1 | 2 | 4 | 8;

export interface PlaybackSlice {
  /** A run that lies beside the page: it is watched as long as no other run is shown. */
  recording: { readonly name: string; readonly run: Run } | undefined;
  /** The moment of the watched run that is looked at; absent to follow its end. */
  moment: number | undefined;
  isPlaying: boolean;
  speed: Speed;
  /** The layer that is open: its scores and losses are shown, where it is not the one at work, and its channels. */
  lookedAt: string | undefined;
  /** The channel of that layer that is open. */
  channel: number | undefined;
  /** Has a recording ready, to be watched unless a run of one's own is shown. @param name under public/runs */
  layRecording(name: string, moment?: number): Promise<void>;
  /** The same in the place of a run of one's own too. */
  watchRecording(name: string, moment?: number): Promise<void>;
  seek(moment: number): void;
  /** Some way on or back, and stops there. */
  stride(stride: Stride, direction: 1 | -1): void;
  /** Looks at the end, and goes on with the run; with the one that is under way, if one is. */
  followEnd(): void;
  play(): void;
  stop(): void;
  setSpeed(speed: Speed): void;
  lookAt(layer: string | undefined, channel?: number): void;
}

export interface InspectionSlice {
  /** Which of the images that the page shows maps are of. */
  image: number;
  /** What the channels of a layer are on an image. */
  maps: (Sight & { readonly image: number; readonly told: FeatureMaps }) | undefined;
  /** A channel's part in the kernels around it. */
  kernels: (Sight & { readonly channel: number; readonly told: ChannelKernels }) | undefined;
  /** How the loss of an image changes with what reads a channel. */
  gradients:
    | (Sight & { readonly channel: number; readonly image: number; readonly told: readonly KernelSlices[] })
    | undefined;
  /** The choice by hand that was asked for last; without an effect it is being measured. */
  tried: (HandChoice & { readonly effect?: Effect }) | undefined;
  chooseImage(image: number): void;
  /** Has the maps of a layer, and the kernels and gradients of a channel of it, brought from the worker unless they are here. */
  inspect(layer: string, channel: number | undefined): Promise<void>;
  /** Measures what it does to keep other channels of a layer. */
  tryByHand(layer: string, choice: Choice): Promise<void>;
  endTrying(): void;
}

export interface NoticesSlice {
  /** Oldest first; gone when something is started anew, once there was time to read them. */
  notices: readonly Notice[];
  say(kind: Notice['kind'], message: Message): void;
  /** Says what went wrong, but of what the person or the page has ended itself. */
  complain(error: unknown): void;
  /** Takes a notice away. */
  dismiss(id: number): void;
  /** What was said before is over, once there was time to read it. */
  turnOver(): void;
}

export interface ActivitiesSlice {
  /** What the page waits for, in the order in which it was asked for. */
  activities: readonly Activity[];
  /** @returns the activity's id */
  begin(activity: Omit<Activity, 'id'>): number;
  follow(id: number, change: Partial<Activity>): void;
  end(id: number): void;
  /** Work that the page waits for; what goes wrong is said. */
  during(task: Task, work: () => Promise<void>): Promise<void>;
}

export interface WorkbenchSlice {
  backend: BackendInfo | undefined;
  network: NetworkInfo | undefined;
  /** Of the open network; undefined until it is measured. */
  accuracy: MeasuredAccuracy | undefined;
  isMeasuringAccuracy: boolean;
  images: ImagesInfo | undefined;
  /** Which network and images are open. */
  revision: number;
  /** Classes of dropped images that wait to be matched to outputs. */
  unmatched: Unmatched | undefined;
  /** All of CIFAR-10 lies beside the page. */
  hasFullDataset: boolean;
  boot(backend?: BackendName): Promise<void>;
  /** Refused while a run is under way. */
  chooseBackend(name: BackendName): Promise<void>;
  /** What is open in a worker that is ready. */
  settle(ready: Pick<Ready, 'backend' | 'reopened'>): void;
  /** Opens the network and images that the page begins with. */
  openFirst(): Promise<void>;
  openFiles(files: File[]): Promise<void>;
  /** @param images that are opened with it; those that are open stay, if absent */
  openBundled(name: string, images?: 'bundled' | 'full'): Promise<void>;
  /** Opens an untrained network of a published shape. */
  build(id: BuilderId): Promise<void>;
  chooseDataset(name: 'bundled' | 'full'): Promise<void>;
  chooseScaling(id: ScalingId): Promise<void>;
  /** Leaves the network the outputs of some classes, two or more, ascending. */
  keepClasses(classes: readonly number[]): Promise<void>;
  /** Measures how well the open network answers, until something else is asked for. */
  measureAccuracy(): Promise<void>;
  /** The same of a network that someone has trained, unless it is known. */
  measureIfTrained(): Promise<void>;
  /** The output that each class of the dropped images is; nothing leaves things as they were. */
  matchClasses(outputOf: number[] | undefined): Promise<void>;
}

export interface LinkSlice {
  /** What the page opens first. */
  first: { readonly network: (typeof bundledNetworks)[number]; readonly images: 'bundled' | 'full' };
  /** Opens and sets what a link says; what it says nothing of stays. */
  takeLink(link: LinkedWork): Promise<void>;
}

export interface RecipeSlice {
  recipe: Recipe;
  /** What was set before, and what was taken back. */
  history: RecipeHistory;
  undo(): void;
  redo(): void;
  /** What was set for another network is nothing to go back to. */
  forgetHistory(): void;
  /** Fields of the recipe that hold what they cannot hold, and why. */
  unfit: Readonly<Record<string, Misfit>>;
  /** A misfit lasts only where the form goes on to show it. */
  takeRecipe(recipe: Recipe): void;
  setPreset(preset: PresetName): void;
  setRecipe(change: RecipeValues): void;
  /** @param misfit absent if the field is well */
  setUnfit(field: string, misfit: Misfit | undefined): void;
}

export interface SensitivitySlice {
  /** What the groups' channels are worth, in the order in which they were measured, and of what. */
  sensitivity:
    | {
        readonly revision: number;
        readonly streams: Recipe['streams'];
        readonly curves: readonly Sensitivity[];
      }
    | undefined;
  /** Curves are being measured. */
  isMeasuring: boolean;
  /** Which, as far as that is told. */
  measuredNow: MeasuredNow | undefined;
  /** Rates that were suggested last, those that they took the place of, and how many of these were set by hand. */
  suggested:
    | { readonly rates: Recipe['layerRates']; readonly before: Recipe['layerRates']; readonly replaced: number }
    | undefined;
  measureSensitivity(): Promise<void>;
  /** Ends that soon; the curves that are there stay. */
  endMeasuring(): void;
  /** Sets rates by group that cost as much as the one rate, spread by the curves. */
  suggestRates(): Promise<void>;
}

export interface ExpectedSlice {
  /** How long the run that is set would take; absent until that is known. */
  expected: ExpectedTime | undefined;
  /** Asks for it anew. */
  expectTime(): Promise<void>;
}

export interface PlanSlice {
  /** What the open network is to become, and by which recipe. */
  planned: (PlannedSize & { readonly recipe: Recipe; readonly revision: number }) | undefined;
  /** Asks what the recipe makes of the open network, where its rates say that. */
  plan(): Promise<void>;
}

export interface AnswersSlice {
  /** The run whose network the worker can compare with the one that it was pruned from: both are there. */
  comparable: RunId | undefined;
  /** What both answer to the test images. */
  answers: { readonly run: RunId; readonly told: TestAnswers } | undefined;
  /** Images of someone's own, the last one first. */
  asked: ReadonlyArray<OwnImage & { readonly run: RunId }>;
  /** What the worker is asked for now. */
  asking: 'tests' | 'images' | 'smaller' | undefined;
  /** A result in fewer bits, way by way, that was stored after its run. */
  smaller: { readonly run: RunId; readonly compressed: readonly CompressedNetwork[] } | undefined;
  /** Has the last result compared with what is open, where `canMeetBaseline`. */
  meetBaseline(): Promise<void>;
  /** Asks for the answers to the test images, unless they are there. */
  answerTests(): Promise<void>;
  /** Stores the last result in fewer bits, each way without further training. */
  compressResult(): Promise<void>;
  /** Asks for the class of one image file after the other: of so many as stay. Those that are broken are named. */
  askImages(files: readonly File[]): Promise<void>;
  /** Asks for the class of an image that does not stay; undefined if it cannot be told. */
  askFrame(file: File): Promise<OwnImage | undefined>;
}

/** What a run that was planned does, whatever is set meanwhile. */
export interface PlannedWork {
  readonly recipe: Recipe;
  readonly scratch: boolean;
  readonly compresses: boolean;
}

export interface RunsSlice {
  runs: Readonly<Record<RunId, Run>>;
  /** The run that the page shows, if any. */
  currentRun: RunId | undefined;
  /** The run that was begun last of what is open. */
  underWay: RunId | undefined;
  /** The recipe that was set when that run came to be shown. */
  recipeThen: Recipe | undefined;
  /** The run whose network the worker has: the last that has finished. */
  lastResult: RunId | undefined;
  /** The runs that were brought last as files of their own, to be kept with their networks. */
  broughtRuns: readonly Shelved[];
  /** They are kept. */
  forgetBrought(): void;
  /** The next run trains the pruned widths from scratch too. */
  scratch: boolean;
  setScratch(scratch: boolean): void;
  /** The next run stores the pruned network in fewer bits too. */
  compresses: boolean;
  setCompresses(compresses: boolean): void;
  prune(): Promise<void>;
  /** Prunes by another recipe than the one that is set; the page goes on to show what it shows. */
  /** @returns the run, which is over; undefined if none could be made */
  prunePlanned(run: PlannedWork): Promise<Run | undefined>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  cancel(): void;
  /** Shows a run that was read from a log; one that is under way goes on. */
  show(run: Run): void;
  /** Has the last result kept: it is not lost with the page then. @param keep throws where it cannot, of which is told */
  keepResult(keep: (id: RunId, result: PackedResult) => Promise<void>): Promise<void>;
  /** Makes an earlier run the last one, as if it had finished now, and shows what has come of it. */
  takeUp(run: Run, result: PackedResult): Promise<void>;
  download(what: WrittenName | RunFile): Promise<void>;
  /** Opens the network of the last result, to prune it again. @param classes outputs that it keeps; all, if absent */
  goOnFromResult(classes?: readonly number[]): Promise<void>;
}
