import { create } from 'zustand';
import type { BackendName } from '../engine/backend/names';
import { type PresetName, presetRecipe, type Recipe, recipeSchema } from '../engine/recipe';
import { runRecipe, studio } from '../worker/client';
import type { BackendInfo } from '../worker/startBackend';
import type { NetworkInfo } from '../worker/worker';
import { emptyRun, foldEvent, type RunView } from './runView';

/** Networks under public/models, the first of which the studio opens. */
export const bundledNetworks = ['vgg-small', 'resnet-20'] as const;

export type DatasetName = 'bundled' | 'full';

export type RunStatus = 'idle' | 'running' | 'paused' | 'finished' | 'cancelled' | 'failed';

interface StudioState {
  backend?: BackendInfo;
  network?: NetworkInfo;
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
  chooseDataset(name: DatasetName): Promise<void>;
  setPreset(preset: PresetName): void;
  setRecipe(change: { [Key in keyof Recipe]?: Recipe[Key] | undefined }): void;
  prune(): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  cancel(): Promise<void>;
  download(): Promise<void>;
  dismissError(): void;
}

const base = new URL(import.meta.env.BASE_URL, globalThis.location?.href).href;

const urlOf = (bundled: string): string => `${base}models/${bundled}/model.json`;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

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
    if (get().status === 'running' || get().status === 'paused')
      throw new Error('A run is in progress: cancel it or let it end before opening another network.');
  };

  /** A network newly opened; rates of the last one's layers mean nothing to it. */
  const adopt = (network: NetworkInfo): void =>
    set({ network, status: 'idle', run: emptyRun, recipe: { ...get().recipe, layerRates: {} } });

  return {
    datasetName: 'bundled',
    hasFullDataset: false,
    busy: 'Starting',
    error: undefined,
    preset: 'quick',
    recipe: presetRecipe('quick'),
    status: 'idle',
    elapsed: 0,
    run: emptyRun,

    boot: (backend) =>
      during('Starting the backend', async () => {
        set({ backend: await studio.start(backend ? [backend] : undefined) });
        set({ busy: 'Loading CIFAR-10' });
        await studio.loadDataset(base, false);
        set({ busy: 'Loading the bundled network', hasFullDataset: await studio.hasFullDataset(base) });
        set({ network: await studio.openUrl(urlOf(bundledNetworks[0])) });
      }),

    openFiles: (files) =>
      during(`Opening ${files[0]?.name ?? ''}`, async () => {
        refuseDuringRun();
        const dropped = await Promise.all(
          files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
        );
        adopt(await studio.openFiles(dropped));
      }),

    openBundled: (name) =>
      during(`Opening ${name}`, async () => {
        refuseDuringRun();
        adopt(await studio.openUrl(urlOf(name)));
      }),

    chooseDataset: (name) =>
      during('Loading CIFAR-10', async () => {
        await studio.loadDataset(base, name === 'full');
        set({ datasetName: name, network: await studio.inspect(), status: 'idle', run: emptyRun });
      }),

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

    download: () =>
      during('Packing the pruned network', async () => {
        const zip = await studio.download();
        const url = URL.createObjectURL(new Blob([Uint8Array.from(zip)], { type: 'application/zip' }));
        const link = document.createElement('a');
        link.href = url;
        link.download = `${get().network?.name ?? 'network'}-pruned.zip`;
        link.click();
        URL.revokeObjectURL(url);
      }),

    dismissError: () => set({ error: undefined }),
  };
});
