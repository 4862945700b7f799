import { create } from 'zustand';
import type { BackendName } from '../engine/backend/names';
import { messageOf } from '../engine/errors';
import type { Report, RunEvent } from '../engine/events';
import { type FormatName, suffixes } from '../engine/io/formatNames';
import type { BuilderName } from '../engine/network/builders/names';
import { type PresetName, presetRecipe, presets, type Recipe, recipeSchema } from '../engine/recipe';
import { runOrder, superviseStudio } from '../worker/client';
import type { OpeningStep } from '../worker/opening';
import type { ImagesInfo, NetworkInfo, SessionInfo, Unmatched } from '../worker/session';
import type { Source } from '../worker/sources';
import type { BackendInfo } from '../worker/startBackend';
import type { Change } from '../worker/studio';
import type { Ready } from '../worker/supervisor';
import { namedBlob, recipeIn, save } from './files';
import { emptyRun, foldEvent, type RunView } from './runView';

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

/** A word to the person that asks for nothing, or tells what went wrong. */
export interface Notice {
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
  notice: Notice | undefined;
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
  build(name: BuilderName): Promise<void>;
  chooseDataset(name: 'bundled' | 'full'): Promise<void>;
  chooseScaling(name: string): Promise<void>;
  /** Measures the accuracy of a network that opened without. */
  measure(): Promise<void>;
  /** The output that each class of the dropped images is; nothing leaves things as they were. */
  matchClasses(places: number[] | undefined): Promise<void>;
  setPreset(preset: PresetName): void;
  setRecipe(change: { [Key in keyof Recipe]?: Recipe[Key] | undefined }): void;
  /** @param problem absent if the field is well */
  setUnfit(field: string, problem: string | undefined): void;
  prune(): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  cancel(): void;
  download(what: FormatName | RunFile): Promise<void>;
  dismiss(): void;
}

const base = new URL(import.meta.env.BASE_URL, globalThis.location?.href).href;

/** Whether the server has what `npm run data` brings; some servers answer a missing file with the page. */
async function hasFullCifar10(): Promise<boolean> {
  const response = await fetch(new URL('datasets/cifar10-full/test_labels.json', base), { method: 'HEAD' });
  return response.ok && (response.headers.get('content-type') ?? '').includes('json');
}

/** A run is under way. */
export const isActive = ({ status }: Pick<StudioState, 'status'>): boolean =>
  status === 'running' || status === 'paused';

/** Nothing is under way that a change or a run would have to wait for. */
export const isFree = (state: StudioState): boolean => state.activities.length === 0 && !isActive(state);

/** Something would be lost with the page. */
export const hasUnsaved = (state: StudioState): boolean => isActive(state) || state.finished?.isSaved === false;

const datasetNames: Readonly<Record<string, DatasetName>> = {
  'CIFAR-10, bundled 6,000 images': 'bundled',
  'CIFAR-10, all 60,000 images': 'full',
};

export const datasetNameOf = ({ images }: StudioState): DatasetName => datasetNames[images?.name ?? ''] ?? 'own';

/** What presets leave alone. */
const ownChoices = ({ method, rate, layerRates, seed }: Recipe) => ({ method, rate, layerRates, seed });

const withPreset = (recipe: Recipe, name: PresetName): Recipe => ({ ...presetRecipe(name), ...ownChoices(recipe) });

const textOf = (recipe: Recipe): string => JSON.stringify(recipeSchema.parse(recipe));

const presetNames: readonly PresetName[] = Object.keys(presets).filter((name): name is PresetName => name in presets);

/** The recipe has been changed since the last finished run. */
export const isRecipeChanged = ({ recipe, finished }: StudioState): boolean =>
  finished !== undefined && textOf(finished.recipe) !== textOf(recipe);

/** The preset that the recipe is, if it is one. */
export const presetOf = ({ recipe }: Pick<StudioState, 'recipe'>): PresetName | undefined =>
  presetNames.find((name) => textOf(withPreset(recipe, name)) === textOf(recipe));

const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

/** What happened and what is open now, in one sentence. */
function recoveryNotice(reason: string, { reopened, failure }: Ready): Notice {
  const happened = `The studio’s worker was lost (${reason}) and another has taken its place`;
  if (failure) return { kind: 'error', text: `${happened}, but not all could be opened again: ${failure}` };
  return { kind: 'error', text: `${happened}; ${reopened ? 'everything open is open again' : 'nothing was open'}` };
}

export const useStudio = create<StudioState>()((set, get) => {
  let recovering = 0;
  let lostBy = '';
  /** With nothing open a lost worker's successor opens what the page begins with: once, lest that be what kills it. */
  let hasTriedFirst = false;
  const supervisor = superviseStudio({
    lost: (reason) => {
      lostBy = reason;
      recovering = begin({ what: 'The worker was lost; starting another' });
    },
    replaced: (ready) => {
      end(recovering);
      settle(ready);
      set({ notice: recoveryNotice(lostBy, ready) });
      if (ready.reopened || hasTriedFirst) return;
      hasTriedFirst = true;
      void openFirst();
    },
    gone: (reason) => {
      end(recovering);
      set({ notice: { kind: 'error', text: `The studio could not start again: ${reason}; choose another backend` } });
    },
  });
  let lastActivity = 0;
  let cancelRun = () => {};
  let events: RunEvent[] = [];

  const begin = (activity: Omit<Activity, 'id'>): number => {
    const id = ++lastActivity;
    set({ activities: [...get().activities, { ...activity, id }] });
    return id;
  };

  const end = (ended: number): void => set({ activities: get().activities.filter(({ id }) => id !== ended) });

  const follow = (followed: number, change: Partial<Activity>): void =>
    set({
      activities: get().activities.map((activity) =>
        activity.id === followed ? { ...activity, ...change } : activity,
      ),
    });

  const complain = (error: unknown): void => {
    if (isNamed(error, 'Cancelled') || isNamed(error, 'WorkerLost')) return;
    set({ notice: { kind: 'error', text: messageOf(error) } });
  };

  const during = async (what: string, work: () => Promise<void>): Promise<void> => {
    const id = begin({ what });
    try {
      await work();
    } catch (error) {
      complain(error);
    } finally {
      end(id);
    }
  };

  /** What is open now, without a word on the run. */
  const settle = ({ backend, reopened }: Pick<Ready, 'backend' | 'reopened'>): void => {
    set({
      backend,
      network: reopened?.network,
      images: reopened?.images,
      revision: reopened?.revision ?? 0,
      unmatched: undefined,
    });
  };

  /** Something newly opened, or a question about it. */
  const adopt = (answer: SessionInfo | Unmatched): void => {
    if ('found' in answer) {
      set({ unmatched: answer, notice: undefined });
      return;
    }
    const { network, images, revision, brought } = answer;
    set({ network, images, revision, unmatched: undefined, notice: undefined });
    if (!brought.network && !brought.images) return;
    const isOther = brought.network;
    set({ status: 'idle', run: emptyRun, recipe: isOther ? { ...get().recipe, layerRates: {} } : get().recipe });
  };

  const change = async (what: string, change: Change): Promise<void> => {
    let id = 0;
    const { answer, takeBack } = supervisor.change(change, (step, done, total) =>
      follow(id, { step, ...(done === undefined || total === undefined ? {} : { done, total }) }),
    );
    id = begin({ what, takeBack });
    try {
      adopt(await answer);
    } catch (error) {
      if (isNamed(error, 'WorkerLost')) lostBy = `${lostBy}, at “${what}”`;
      complain(error);
    } finally {
      end(id);
    }
  };

  const open = (what: string, source: Source): Promise<void> => change(what, { kind: 'open', source });

  const openFirst = async (): Promise<void> => {
    const model = bundledNetworks[0];
    await open(`Opening CIFAR-10 and ${model}`, { kind: 'bundled', base, model, images: 'bundled' });
  };

  return {
    network: undefined,
    images: undefined,
    revision: 0,
    hasFullDataset: false,
    unmatched: undefined,
    activities: [],
    notice: undefined,
    recipe: presetRecipe('quick'),
    unfit: {},
    status: 'idle',
    clock: { ran: 0, since: undefined },
    run: emptyRun,
    finished: undefined,

    boot: async (backend) => {
      await during('Starting the backend', async () => settle(await supervisor.start(backend)));
      if (!get().backend) return;
      await openFirst();
      set({ hasFullDataset: await hasFullCifar10().catch(() => false) });
    },

    chooseBackend: async (name) => {
      await during(`Starting ${name}`, async () => settle(await supervisor.start(name)));
      if (get().backend && !get().network && get().activities.length === 0) await openFirst();
    },

    openFiles: async (files) => {
      const [first] = files;
      if (!first) return;
      try {
        const recipe = files.length === 1 ? await recipeIn(first) : undefined;
        if (recipe) set({ recipe, unfit: {}, notice: { kind: 'news', text: `The recipe is that of ${first.name}` } });
        else await open(`Opening ${first.name}`, { kind: 'files', files: files.map(namedBlob) });
      } catch (error) {
        complain(error);
      }
    },

    openBundled: (model) => open(`Opening ${model}`, { kind: 'bundled', base, model }),
    build: (name) => open(`Building ${name}`, { kind: 'builder', name }),
    chooseDataset: (images) => open('Loading CIFAR-10', { kind: 'bundled', base, images }),
    chooseScaling: (name) => change('Scaling the images', { kind: 'scaling', name }),
    measure: () => change('Measuring the accuracy', { kind: 'measure' }),

    matchClasses: async (places) => {
      const question = get().unmatched?.question;
      if (question === undefined) return;
      set({ unmatched: undefined });
      if (places) await change('Matching the classes', { kind: 'classes', question, places });
      else await supervisor.forget(question).catch(complain);
    },

    setPreset: (preset) => set({ recipe: withPreset(get().recipe, preset), unfit: {} }),
    setRecipe: (change) => set({ recipe: recipeSchema.parse({ ...get().recipe, ...change }) }),

    setUnfit: (field, problem) => {
      const { [field]: _, ...others } = get().unfit;
      set({ unfit: problem === undefined ? others : { ...others, [field]: problem } });
    },

    prune: async () => {
      const { network, recipe, revision, unfit } = get();
      if (!network || !isFree(get())) return;
      const [problem] = Object.values(unfit);
      if (problem) {
        set({ notice: { kind: 'error', text: `${problem}; mend it, then prune` } });
        return;
      }
      events = [];
      const started = performance.now();
      set({ status: 'running', run: emptyRun, clock: { ran: 0, since: started }, notice: undefined });
      const { finished, cancel } = runOrder(supervisor, { recipe, revision }, (batch) => {
        events.push(...batch);
        set({ run: batch.reduce(foldEvent, get().run) });
      });
      cancelRun = cancel;
      try {
        const hasFinished = await finished;
        const { report } = get().run;
        set({ status: hasFinished ? 'finished' : 'cancelled' });
        if (hasFinished && report)
          set({
            finished: { network: network.name, format: network.format, recipe, report, events, isSaved: false },
          });
      } catch (error) {
        set({ status: 'failed' });
        complain(error);
      } finally {
        stopClock();
        cancelRun = () => {};
      }
    },

    pause: async () => {
      const isPaused = await supervisor.pause();
      if (!isPaused || get().status !== 'running') return;
      stopClock();
      set({ status: 'paused' });
    },

    resume: async () => {
      await supervisor.resume();
      if (get().status !== 'paused') return;
      set({ status: 'running', clock: { ...get().clock, since: performance.now() } });
    },

    cancel: () => cancelRun(),

    download: (what) =>
      during(`Packing ${what}`, async () => {
        const { finished, recipe } = get();
        const name = finished?.network ?? get().network?.name ?? 'network';
        if (what === 'recipe') save('recipe.json', JSON.stringify(finished?.recipe ?? recipe, null, 2));
        else if (!finished) return;
        else if (what === 'report') save(`${name}-report.json`, JSON.stringify(finished.report, null, 2));
        else if (what === 'events')
          save(`${name}-events.jsonl`, ...finished.events.map((event) => `${JSON.stringify(event)}\n`));
        else if (what === 'selection') save(`${name}-selection.json`, await supervisor.selection());
        else {
          save(`${name}-pruned${suffixes[what]}`, Uint8Array.from(await supervisor.download(what)));
          set({ finished: { ...finished, isSaved: true } });
        }
      }),

    dismiss: () => set({ notice: undefined }),
  };

  function stopClock(): void {
    const { ran, since } = get().clock;
    set({ clock: { ran: ran + (since === undefined ? 0 : performance.now() - since), since: undefined } });
  }
});
