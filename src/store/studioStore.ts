import { create } from 'zustand';
import { messageOf } from '../engine/errors';
import { suffixes } from '../engine/io/formatNames';
import { presetRecipe, recipeOf, valuesOf } from '../engine/methods/recipe';
import type { RunEvent } from '../engine/run/events';
import { builderNames } from '../words/names';
import { runOrder, superviseStudio } from '../worker/client';
import type { Source } from '../worker/sources';
import type { Change } from '../worker/studio';
import type { Ready } from '../worker/supervisor';
import type { Unmatched, WorkbenchInfo } from '../worker/workbench';
import { namedBlob, recipeIn, save } from './files';
import { withPreset } from './presets';
import { emptyRun, foldEvent } from './runView';
import { type Activity, bundledNetworks, isFree, type Notice, type StudioState } from './state';

const base = new URL(import.meta.env.BASE_URL, globalThis.location?.href).href;

/** Whether the server has what `npm run data` brings; some servers answer a missing file with the page. */
async function hasFullCifar10(): Promise<boolean> {
  const response = await fetch(new URL('datasets/cifar10-full/test_labels.json', base), { method: 'HEAD' });
  return response.ok && (response.headers.get('content-type') ?? '').includes('json');
}

/** Milliseconds that a notice stays at least. */
const readingTime = 8000;

const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

/** What happened and what is open now, in one sentence. */
function toldOfRecovery(reason: string, { reopened, failure }: Ready): string {
  const happened = `The studio’s worker was lost (${reason}) and another has taken its place`;
  if (failure) return `${happened}, but not all could be opened again: ${failure}`;
  return `${happened}; ${reopened ? 'everything open is open again' : 'nothing was open'}`;
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
      if (!ready.reopened && !hasTriedFirst) {
        hasTriedFirst = true;
        void openFirst();
      }
      say('error', toldOfRecovery(lostBy, ready));
    },
    gone: (reason) => {
      end(recovering);
      say('error', `The studio could not start again: ${reason}; choose another backend`);
    },
  });
  let lastActivity = 0;
  let lastNotice = 0;
  let cancelRun = () => {};
  let events: RunEvent[] = [];

  const say = (kind: Notice['kind'], text: string): void => {
    const others = get().notices.filter((notice) => notice.text !== text);
    set({ notices: [...others, { id: ++lastNotice, said: performance.now(), kind, text }] });
  };

  const dismiss = (dismissed: number): void => set({ notices: get().notices.filter(({ id }) => id !== dismissed) });

  /** What was said before is over, once there was time to read it. */
  const turnOver = (): void => {
    for (const { id, said } of get().notices)
      setTimeout(() => dismiss(id), Math.max(0, readingTime - (performance.now() - said)));
  };

  /** With nothing else under way, a page is turned. */
  const begin = (activity: Omit<Activity, 'id'>): number => {
    if (isFree(get())) turnOver();
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
    say('error', messageOf(error));
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
  const adopt = (answer: WorkbenchInfo | Unmatched): void => {
    if ('found' in answer) {
      set({ unmatched: answer });
      return;
    }
    const { network, images, revision, brought } = answer;
    set({ network, images, revision, unmatched: undefined });
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
    notices: [],
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
        if (recipe) {
          set({ recipe, unfit: {} });
          say('news', `The recipe is that of ${first.name}`);
        } else await open(`Opening ${first.name}`, { kind: 'files', files: files.map(namedBlob) });
      } catch (error) {
        complain(error);
      }
    },

    openBundled: (model) => open(`Opening ${model}`, { kind: 'bundled', base, model }),
    build: (id) => open(`Building ${builderNames[id]}`, { kind: 'builder', id }),
    chooseDataset: (images) => open('Loading CIFAR-10', { kind: 'bundled', base, images }),
    chooseScaling: (id) => change('Scaling the images', { kind: 'scaling', id }),
    measure: () => change('Measuring the accuracy', { kind: 'measure' }),

    matchClasses: async (outputOf) => {
      const question = get().unmatched?.question;
      if (question === undefined) return;
      set({ unmatched: undefined });
      if (outputOf) await change('Matching the classes', { kind: 'classes', question, outputOf });
      else await supervisor.forget(question).catch(complain);
    },

    setPreset: (preset) => set({ recipe: withPreset(get().recipe, preset), unfit: {} }),
    setRecipe: (change) => {
      const others = change.streams === undefined ? {} : { layerRates: {} };
      set({ recipe: recipeOf({ ...valuesOf(get().recipe), ...others, ...change }) });
    },

    setUnfit: (field, problem) => {
      const { [field]: _, ...others } = get().unfit;
      set({ unfit: problem === undefined ? others : { ...others, [field]: problem } });
    },

    prune: async () => {
      const { network, recipe, revision, unfit } = get();
      if (!network || !isFree(get())) return;
      const [problem] = Object.values(unfit);
      if (problem) {
        say('error', `${problem}; mend it, then prune`);
        return;
      }
      turnOver();
      events = [];
      const started = performance.now();
      set({ status: 'running', run: emptyRun, clock: { ran: 0, since: started } });
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
      const isPaused = await supervisor.pause().catch(() => false);
      if (!isPaused || get().status !== 'running') return;
      stopClock();
      set({ status: 'paused' });
    },

    resume: async () => {
      await supervisor.resume().catch(complain);
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

    dismiss,
  };

  function stopClock(): void {
    const { ran, since } = get().clock;
    set({ clock: { ran: ran + (since === undefined ? 0 : performance.now() - since), since: undefined } });
  }
});
