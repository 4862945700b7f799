import { failureOf, InputError } from '../../engine/errors';
import type { Task } from '../../words/tasks';
import type { Source } from '../../worker/sources';
import type { Change } from '../../worker/studio';
import type { NetworkInfo, Unmatched, WorkbenchInfo } from '../../worker/workbench';
import { readDropped, type TakenRun } from '../dropped';
import { isActive, isComparable, isFree, type StudioState } from '../state';
import { isNamed } from './isNamed';
import type { Slice } from './slice';
import type { WorkbenchSlice } from './types';

export const workbenchSlice: Slice<WorkbenchSlice> = (set, get, { supervisor, recovery, base, hasFullDataset }) => {
  /** Rates and choices by hand are of the network that is open; those that a link brings are of the first. */
  let hasOpened = false;

  /** Something newly opened, or a question about it. */
  const adopt = (answer: WorkbenchInfo | Unmatched): void => {
    if ('found' in answer) {
      set({ unmatched: answer });
      return;
    }
    const { network, images, revision, brought, backend } = answer;
    if (revision !== get().revision) set({ comparable: undefined, accuracy: undefined });
    set({ network, images, revision, unmatched: undefined, ...(backend ? { backend } : {}) });
    // What the page begins with takes the place of nothing, and a run may be shown by then.
    if (hasOpened && (brought.network || brought.images)) set({ currentRun: undefined, underWay: undefined });
    if (brought.network) {
      if (hasOpened) get().setRecipe({ layerRates: {}, byHand: {} });
      else keepChoicesFor(network);
      get().forgetHistory();
      hasOpened = true;
    }
  };

  /** Leaves what the recipe says of groups that the network has. */
  const keepChoicesFor = ({ name: network, layers }: NetworkInfo): void => {
    const { streams, layerRates, byHand } = get().recipe;
    const known = new Set(layers[streams].map(({ name }) => name));
    const groups = [...Object.keys(layerRates), ...Object.keys(byHand)].filter((name) => !known.has(name));
    if (groups.length === 0) return;
    get().setRecipe({ layerRates: only(known, layerRates), byHand: only(known, byHand) });
    get().say('error', failureOf(new InputError('link.groups', { network, groups: [...new Set(groups)].join(', ') })));
  };

  const change = async (task: Task, change: Change): Promise<void> => {
    let id = 0;
    const { answer, takeBack } = supervisor.change(change, (step, done, total) =>
      get().follow(id, { step, ...(done === undefined || total === undefined ? {} : { done, total }) }),
    );
    id = get().begin({ task, takeBack });
    try {
      adopt(await answer);
    } catch (error) {
      if (isNamed(error, 'WorkerLost')) recovery.blame(task);
      get().complain(error);
    } finally {
      get().end(id);
    }
    void get().measureIfTrained();
  };

  const open = (task: Task, source: Source): Promise<void> => change(task, { kind: 'open', source });

  /** Keeps runs as what they are, another browser's, before one is shown: what is shown is kept as this browser's own. */
  const takeRuns = (taken: readonly TakenRun[]): void => {
    set({ broughtRuns: taken.flatMap(({ shelved }) => shelved ?? []) });
    taken.forEach(({ run, shelved }, at) => {
      if (!shelved || at === taken.length - 1) get().show(run);
    });
  };

  return {
    backend: undefined,
    network: undefined,
    accuracy: undefined,
    isMeasuringAccuracy: false,
    images: undefined,
    revision: 0,
    unmatched: undefined,
    hasFullDataset: false,

    boot: async (backend) => {
      await get().during({ code: 'start-any' }, async () => get().settle(await supervisor.start(backend)));
      if (!get().backend) return;
      await get().openFirst();
      set({ hasFullDataset: await hasFullDataset().catch(() => false) });
    },

    chooseBackend: async (name) => {
      if (isActive(get())) {
        get().complain(new InputError('studio.busy'));
        return;
      }
      await get().during({ code: 'start', backend: name }, async () => get().settle(await supervisor.start(name)));
      if (get().backend && !get().network && get().activities.length === 0) await get().openFirst();
      void get().measureIfTrained();
    },

    settle: ({ backend, reopened }) =>
      set({
        backend: reopened?.backend ?? backend,
        network: reopened?.network,
        images: reopened?.images,
        revision: reopened?.revision ?? 0,
        accuracy: undefined,
        unmatched: undefined,
        comparable: undefined,
        sensitivity: undefined,
      }),

    openFirst: async () => {
      const { network: model, images } = get().first;
      const hasImages = images === 'bundled' || (await hasFullDataset().catch(() => false));
      if (!hasImages) get().say('error', failureOf(new InputError('link.images')));
      const opened = hasImages ? images : 'bundled';
      return open({ code: 'open-first', network: model }, { kind: 'bundled', base, model, images: opened });
    },

    openFiles: async (files) => {
      const [first] = files;
      if (!first) return;
      if (isAsked(get(), files)) return get().askImages(files);
      try {
        const dropped = await readDropped(files);
        switch (dropped.kind) {
          case 'recipe':
            get().takeRecipe(dropped.recipe);
            get().say('news', { code: 'recipe-read', file: first.name });
            return;
          case 'runs':
            takeRuns(dropped.taken);
            for (const failure of dropped.failures) get().complain(failure);
            get().say(
              'news',
              files.length === 1
                ? { code: 'run-read', file: first.name }
                : { code: 'runs-read', count: dropped.taken.length },
            );
            return;
          case 'files':
            get().go('network');
            await open({ code: 'open', name: first.name }, { kind: 'files', files: dropped.files });
        }
      } catch (error) {
        get().complain(error);
      }
    },

    openBundled: (model, images) =>
      open({ code: 'open', name: model }, { kind: 'bundled', base, model, ...(images ? { images } : {}) }),
    build: (id) => open({ code: 'build', builder: id }, { kind: 'builder', id }),
    chooseDataset: (images) => open({ code: 'load-cifar10' }, { kind: 'bundled', base, images }),
    chooseScaling: (id) => change({ code: 'scale-images' }, { kind: 'scaling', id }),
    keepClasses: (classes) =>
      change({ code: 'keep-classes', count: classes.length }, { kind: 'keep-classes', classes }),
    measureIfTrained: async () => {
      if (get().network?.isUntrained === false && !get().accuracy) await get().measureAccuracy();
    },

    measureAccuracy: async () => {
      const { revision, network } = get();
      if (!network || !isFree(get()) || get().isMeasuringAccuracy) return;
      set({ isMeasuringAccuracy: true });
      try {
        const accuracy = await supervisor.measureAccuracy(revision);
        if (get().revision === revision) set({ accuracy });
      } catch (error) {
        if (isNamed(error, 'WorkerLost')) recovery.blame({ code: 'measure' });
        get().complain(error);
      } finally {
        set({ isMeasuringAccuracy: false });
      }
    },

    matchClasses: async (outputOf) => {
      const question = get().unmatched?.question;
      if (question === undefined) return;
      set({ unmatched: undefined });
      if (outputOf) await change({ code: 'match-classes' }, { kind: 'classes', question, outputOf });
      else await supervisor.forget(question).catch(get().complain);
    },
  };
};

/** The entries of some names. */
const only = <Value>(names: ReadonlySet<string>, all: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));

/** Images that are dropped where networks are asked for the class of one. */
const isAsked = (state: StudioState, files: readonly File[]): boolean =>
  state.view === 'use' && isComparable(state) && files.every(({ type }) => type.startsWith('image/'));
