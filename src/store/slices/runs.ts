import { InputError } from '../../engine/errors';
import { type FormatName, formatNames } from '../../engine/io/formatNames';
import type { Recipe } from '../../engine/methods/recipe';
import { newRunId, type RunId } from '../../runs/log';
import { fileOf } from '../downloads';
import { begunRun, type Run, type RunStatus, stopped, ticking, withEvents } from '../run';
import { activeRun, finishedRun, isFree } from '../state';
import type { Slice } from './slice';
import type { PlannedWork, RunsSlice } from './types';
import { workOf } from './work';

const isFormat = (what: string): what is FormatName => formatNames.some((name) => name === what);

const shownAtItsEnd = (currentRun: RunId, recipeThen: Recipe) => ({
  ...{ currentRun, recipeThen, moment: undefined, isPlaying: false, lookedAt: undefined, channel: undefined },
});

export const runsSlice: Slice<RunsSlice> = (set, get, { supervisor, run, save }) => {
  let cancelRun = () => {};

  const put = (changed: Run): void => set({ runs: { ...get().runs, [changed.id]: changed } });

  const change = (id: RunId, made: (run: Run) => Run): void => {
    const before = get().runs[id];
    if (before) put(made(before));
  };

  const end = (id: RunId, status: RunStatus): void =>
    change(id, (ended) => ({ ...ended, status, clock: stopped(ended.clock) }));

  const isReady = (): boolean => get().network !== undefined && get().images !== undefined && isFree(get());

  /** A run is begun and goes on to its end. @param isWatched whether it is shown from its beginning */
  const make = async (asked: PlannedWork, isWatched: boolean): Promise<Run | undefined> => {
    const { recipe } = asked;
    const { network, images } = get();
    if (!network || !images || !isFree(get())) return undefined;
    get().turnOver();
    const id = newRunId();
    const { name, format } = network;
    put(begunRun({ id, network: name, format, images: images.name, reading: images.reading, recipe }));
    set({ underWay: id, ...(isWatched ? shownAtItsEnd(id, get().recipe) : {}) });
    const { finished, cancel } = run({ ...workOf({ ...asked, revision: get().revision }), run: id }, (events) =>
      change(id, (told) => withEvents(told, events)),
    );
    cancelRun = cancel;
    try {
      const hasFinished = await finished;
      end(id, hasFinished ? 'finished' : 'cancelled');
      if (hasFinished) set({ lastResult: id, comparable: id });
    } catch (error) {
      end(id, 'failed');
      get().complain(error);
    } finally {
      cancelRun = () => {};
    }
    void get().measureIfTrained();
    return get().runs[id];
  };

  /** The end of what was made last of the open network is watched, or nothing was made yet. */
  const isFollowing = (): boolean => {
    const { currentRun, underWay, moment, lookedAt } = get();
    return underWay === undefined || (currentRun === underWay && moment === undefined && lookedAt === undefined);
  };

  return {
    runs: {},
    currentRun: undefined,
    underWay: undefined,
    recipeThen: undefined,
    lastResult: undefined,
    broughtRuns: [],
    forgetBrought: () => set({ broughtRuns: [] }),
    scratch: false,
    compresses: false,

    setScratch: (scratch) => set({ scratch }),

    setCompresses: (compresses) => set({ compresses }),

    prune: async () => {
      const [misfit] = Object.values(get().unfit);
      if (misfit && isReady()) get().say('error', { code: 'unfit', misfit });
      else {
        if (isReady()) set({ view: 'prune' });
        await make(get(), true);
      }
    },

    prunePlanned: (run) => make(run, isFollowing()),

    pause: async () => {
      const isPaused = await supervisor.pause().catch(() => false);
      const active = activeRun(get());
      if (isPaused && active?.status === 'running') end(active.id, 'paused');
    },

    resume: async () => {
      await supervisor.resume().catch(get().complain);
      const active = activeRun(get());
      if (active?.status === 'paused') put({ ...active, status: 'running', clock: ticking(active.clock) });
    },

    cancel: () => cancelRun(),

    show: (shown) => {
      if (!get().runs[shown.id]) put(shown);
      set({ ...shownAtItsEnd(shown.id, get().recipe), view: 'prune' });
    },

    keepResult: async (keep) => {
      const id = get().lastResult;
      if (id === undefined || get().runs[id]?.isSaved) return;
      try {
        const result = await supervisor.packResult();
        await keep(id, result);
        change(id, (kept) => ({ ...kept, isSaved: true }));
      } catch (error) {
        get().complain(error);
      }
    },

    takeUp: async (run, result) => {
      if (!isFree(get())) throw new InputError('studio.busy');
      await get().during({ code: 'take-up', network: run.network }, async () => {
        await supervisor.takeUp(result);
        put(run);
        set({ ...shownAtItsEnd(run.id, get().recipe), lastResult: run.id, comparable: undefined, view: 'use' });
      });
    },

    goOnFromResult: async (classes) => {
      const finished = finishedRun(get());
      if (!finished?.format) return;
      const format = finished.format;
      const files: File[] = [];
      await get().during({ code: 'pack', file: format }, async () => {
        const [name, contents] = await fileOf(finished, format, supervisor);
        files.push(new File([contents], name));
      });
      get().go('network');
      const before = get().revision;
      await get().openFiles(files);
      if (classes && get().revision !== before) await get().keepClasses(classes);
    },

    download: (what) =>
      get().during({ code: 'pack', file: what }, async () => {
        const finished = finishedRun(get());
        if (!finished) return;
        save(...(await fileOf(finished, what, supervisor)));
        if (isFormat(what)) change(finished.id, (saved) => ({ ...saved, isSaved: true }));
      }),
  };
};
