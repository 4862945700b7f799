import { create } from 'zustand';
import type { BackendName } from '../engine/backend/names';
import { messageOf } from '../engine/errors';
import { type FormatName, suffixes } from '../engine/io/formatNames';
import type { BuilderName } from '../engine/network/builders/names';
import { type PresetName, presetRecipe, type Recipe, recipeSchema } from '../engine/recipe';
import { runRecipe, startBackend, studio, whileCompiling } from '../worker/client';
import type { ImagesInfo, NetworkInfo, SessionInfo, Unmatched } from '../worker/session';
import type { BackendInfo } from '../worker/startBackend';
import { emptyRun, foldEvent, type RunView } from './runView';

export type { ImagesInfo, NetworkInfo, Unmatched };

/** Networks under public/models, the first of which the studio opens. */
export const bundledNetworks = ['vgg-small', 'resnet-20', 'mobilenet-small'] as const;

/** CIFAR-10 beside the page, or what was dropped on it. */
export type DatasetName = 'bundled' | 'full' | 'own';

export type RunStatus = 'idle' | 'running' | 'paused' | 'finished' | 'cancelled' | 'failed';

export interface StudioState {
  backend?: BackendInfo;
  network?: NetworkInfo;
  images?: ImagesInfo;
  /** Classes of dropped images that wait to be matched to outputs. */
  unmatched: Unmatched | undefined;
  datasetName: DatasetName;
  /** All of CIFAR-10 lies beside the page. */
  hasFullDataset: boolean;
  /** What the page waits for, in words; absent when it waits for nothing. */
  busy: string | undefined;
  error: string | undefined;
  preset: PresetName;
  recipe: Recipe;
  status: RunStatus;
  /** Milliseconds the run has been running, pauses left out, at the last event. */
  elapsed: number;
  run: RunView;
  boot(backend?: BackendName): Promise<void>;
  openFiles(files: File[]): Promise<void>;
  openBundled(name: string): Promise<void>;
  /** Opens an untrained network of a published shape. */
  build(name: BuilderName): Promise<void>;
  chooseDataset(name: 'bundled' | 'full'): Promise<void>;
  chooseScaling(name: string): Promise<void>;
  /** The output that each class of the dropped images is; nothing leaves things as they were. */
  matchClasses(places: number[] | undefined): Promise<void>;
  setPreset(preset: PresetName): void;
  setRecipe(change: { [Key in keyof Recipe]?: Recipe[Key] | undefined }): void;
  prune(): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  cancel(): Promise<void>;
  download(what: FormatName | 'selection'): Promise<void>;
  dismissError(): void;
}

const base = new URL(import.meta.env.BASE_URL, globalThis.location?.href).href;

const urlOf = (bundled: string): string => `${base}models/${bundled}/model.json`;

/** A file's path within the folder that was dropped. */
const pathOf = (file: File): string => {
  const path: unknown = 'path' in file ? file.path : file.webkitRelativePath;
  return typeof path === 'string' && path !== '' ? path.replace(/^\.?\//, '') : file.name;
};

function save(name: string, contents: string | Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(new Blob([contents]));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** A run is under way. */
export const isActive = ({ status }: Pick<StudioState, 'status'>): boolean =>
  status === 'running' || status === 'paused';

export const useStudio = create<StudioState>()((set, get) => {
  const during = async (busy: string, work: () => Promise<void>): Promise<void> => {
    set({ busy });
    try {
      await work();
    } catch (error) {
      set({ error: messageOf(error) });
    } finally {
      set({ busy: undefined });
    }
  };

  const refuseDuringRun = (): void => {
    if (isActive(get()))
      throw new Error('A run is in progress: cancel it or let it end before opening another network.');
  };

  /** Something newly opened, or a question about it. */
  const adopt = (opened: SessionInfo | Unmatched, datasetName = get().datasetName): void => {
    if ('found' in opened) {
      set({ unmatched: opened });
      return;
    }
    const isOther = opened.network.name !== get().network?.name;
    const recipe = isOther ? { ...get().recipe, layerRates: {} } : get().recipe;
    set({ ...opened, datasetName, unmatched: undefined, status: 'idle', run: emptyRun, recipe });
  };

  return {
    datasetName: 'bundled',
    hasFullDataset: false,
    unmatched: undefined,
    busy: 'Starting',
    error: undefined,
    preset: 'quick',
    recipe: presetRecipe('quick'),
    status: 'idle',
    elapsed: 0,
    run: emptyRun,

    boot: (backend) =>
      during('Starting the backend', async () => {
        set({ backend: await startBackend(backend ? [backend] : undefined) });
        await whileCompiling((done, total) => {
          if (get().busy) set({ busy: `Compiling shaders: ${done} of ${total}` });
        });
        set({ busy: 'Loading CIFAR-10 and the bundled network' });
        adopt(await studio.begin(base, urlOf(bundledNetworks[0])));
        set({ hasFullDataset: await studio.hasFullDataset(base) });
      }),

    openFiles: (files) =>
      during(`Opening ${files[0]?.name ?? ''}`, async () => {
        refuseDuringRun();
        const dropped = await Promise.all(
          files.map(async (file) => ({ name: pathOf(file), bytes: new Uint8Array(await file.arrayBuffer()) })),
        );
        const opened = await studio.openFiles(dropped);
        adopt(opened, 'found' in opened || opened.images.name !== get().images?.name ? 'own' : get().datasetName);
      }),

    openBundled: (name) =>
      during(`Opening ${name}`, async () => {
        refuseDuringRun();
        adopt(await studio.openUrl(urlOf(name)));
      }),

    build: (name) =>
      during(`Building ${name}`, async () => {
        refuseDuringRun();
        adopt(await studio.build(name));
      }),

    chooseDataset: (name) =>
      during('Loading CIFAR-10', async () => adopt(await studio.loadDataset(base, name === 'full'), name)),

    chooseScaling: (name) => during('Scaling the images', async () => adopt(await studio.chooseScaling(name))),

    matchClasses: async (places) => {
      set({ unmatched: undefined });
      if (places) await during('Matching the classes', async () => adopt(await studio.matchClasses(places), 'own'));
      else await studio.forgetClasses();
    },

    setPreset: (preset) => {
      const { method, rate, layerRates, seed } = get().recipe;
      set({ preset, recipe: { ...presetRecipe(preset), method, rate, layerRates, seed } });
    },

    setRecipe: (change) => set({ recipe: recipeSchema.parse({ ...get().recipe, ...change }) }),

    prune: async () => {
      set({ status: 'running', run: emptyRun, elapsed: 0, error: undefined });
      let last = performance.now();
      try {
        const finished = await runRecipe(get().recipe, (events) => {
          const now = performance.now();
          if (get().status === 'running') set({ elapsed: get().elapsed + now - last });
          last = now;
          set({ run: events.reduce(foldEvent, get().run) });
        });
        set({ status: finished ? 'finished' : 'cancelled' });
      } catch (error) {
        set({ status: 'failed', error: messageOf(error) });
      }
    },

    pause: async () => {
      await studio.pause();
      set({ status: 'paused' });
    },

    resume: async () => {
      await studio.resume();
      set({ status: 'running' });
    },

    cancel: async () => {
      await studio.cancel();
    },

    download: (what) =>
      during('Packing the pruned network', async () => {
        const name = get().network?.name ?? 'network';
        if (what === 'selection') save(`${name}-selection.json`, await studio.selection());
        else save(`${name}-pruned${suffixes[what]}`, Uint8Array.from(await studio.download(what)));
      }),

    dismissError: () => set({ error: undefined }),
  };
});
