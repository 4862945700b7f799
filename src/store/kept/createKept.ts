import { create } from 'zustand';
import { type Failure, failureOf, InputError, messageOf } from '../../engine/errors';
import { prunedName } from '../../engine/network/names';
import { eventVersion } from '../../engine/run/events';
import type { RunId } from '../../runs/log';
import { readLog, writeLog } from '../../runs/logFile';
import type { PackedResult } from '../../worker/result';
import { loggedRun, type Run } from '../run';
import type { StudioState } from '../state';
import { type KeptRun, keptRun, renewed } from './keptRun';
import { type Shelf, type Shelved, textOf } from './shelf';

export interface KeptState {
  /** Newest first; undefined until they are read. */
  readonly runs: readonly KeptRun[] | undefined;
  /** Why the browser keeps no runs. */
  readonly fault: Failure | undefined;
  /** The run that was deleted last: it can be had back. */
  readonly deleted: Shelved | undefined;
  load(): Promise<void>;
  /** Writes what is new of a run. Told of once if it fails. */
  keep(run: Run): Promise<void>;
  /** Keeps the network of a run. @throws InputError if the browser has no room for it */
  keepResult(id: RunId, result: PackedResult): Promise<void>;
  /** Keeps a run that came as a file, unless more of it is kept already. */
  keepBrought(shelved: Shelved): Promise<void>;
  /** @param name empty for the name that its recipe gives it */
  rename(id: RunId, name: string): Promise<void>;
  remove(id: RunId): Promise<void>;
  undoRemove(): Promise<void>;
  /** Shows a run again. */
  reopen(id: RunId): Promise<void>;
  /** Hands its log to the person. */
  download(id: RunId): Promise<void>;
  /** Hands it to the person as a file: its name, its log and its network. */
  exportRun(id: RunId): Promise<void>;
  /** Has its pruned network and its figures back, to be used; where `isUsable`. */
  use(id: RunId): Promise<void>;
  /** Opens its pruned network to be pruned further. */
  openNetwork(id: RunId): Promise<void>;
}

/** The page's store, as far as kept runs have to do with it. */
export interface Studio {
  getState(): Pick<StudioState, 'runs' | 'show' | 'say' | 'complain' | 'go' | 'openFiles' | 'takeUp'>;
}

const byNewest = (runs: Iterable<KeptRun>): KeptRun[] => [...runs].sort((a, b) => b.began - a.began);

/** The runs that are kept beyond the page. @param save hands a file to the person */
export const createKept = (studio: Studio, shelf: Shelf, save: (name: string, contents: BlobPart) => void) =>
  create<KeptState>()((set, get) => {
    const eventsKept = new Map<RunId, number>();
    let writing = Promise.resolve();

    const put = (run: KeptRun): void =>
      set({ runs: byNewest([...(get().runs ?? []).filter(({ id }) => id !== run.id), run]) });

    /** What changes the shelf goes one after the other. */
    const queued = (work: () => Promise<void>): Promise<void> => {
      const done = writing.then(work);
      writing = done.catch(() => {});
      return done;
    };

    const known = (id: RunId): KeptRun | undefined => get().runs?.find((run) => run.id === id);

    const tried = async (work: () => Promise<void>): Promise<void> => {
      try {
        await queued(work);
      } catch (error) {
        studio.getState().complain(error);
      }
    };

    const renewedIfOld = async (run: KeptRun): Promise<KeptRun | undefined> => {
      if (run.version === eventVersion) return run;
      const shelved = await shelf.read(run.id);
      try {
        return shelved && renewed(run, textOf(shelved));
      } catch {
        return undefined;
      }
    };

    /** Of a run that was read from here nothing is new. */
    const isRead = ({ id, status }: Run): boolean => !eventsKept.has(id) && known(id)?.status === status;

    const write = async (run: Run): Promise<void> => {
      if (isRead(run)) return;
      const kept = { ...known(run.id), ...keptRun(run) };
      const from = eventsKept.get(run.id) ?? 0;
      const text = writeLog([...run.log].slice(from));
      put(kept);
      try {
        await shelf.put(kept, text === '' ? undefined : { run: run.id, from, text });
        eventsKept.set(run.id, run.log.length);
      } catch (error) {
        const reason = failureOf(error);
        if (!get().fault) studio.getState().say('error', { code: 'not-kept', reason });
        set({ fault: reason });
      }
    };

    const read = async (id: RunId): Promise<Shelved> => {
      const shelved = await shelf.read(id);
      if (!shelved) throw new InputError('kept.gone');
      return shelved;
    };

    return {
      runs: undefined,
      fault: undefined,
      deleted: undefined,

      load: async () => {
        try {
          const runs = await Promise.all((await shelf.list()).map(renewedIfOld));
          const older = new Map(runs.flatMap((run) => (run ? [[run.id, run]] : [])));
          for (const run of get().runs ?? []) older.set(run.id, run);
          set({ runs: byNewest(older.values()), fault: undefined });
        } catch (error) {
          set({ runs: get().runs ?? [], fault: failureOf(error) });
        }
      },

      keep: (run) => queued(() => write(run)),

      keepResult: (id, result) =>
        queued(async () => {
          const run = { ...known(id)!, networkBytes: result.file.byteLength };
          try {
            await shelf.putResult(id, result);
            await shelf.put(run);
          } catch (error) {
            throw new InputError('kept.no-room', { reason: messageOf(error) });
          }
          put(run);
        }),

      keepBrought: (brought) =>
        tried(async () => {
          const before = await shelf.read(brought.run.id);
          if (before && textOf(before).length > textOf(brought).length) return;
          const shelved = before ? joined(before, brought) : brought;
          await shelf.restore(shelved);
          eventsKept.set(shelved.run.id, textOf(shelved).trimEnd().split('\n').length);
          put(shelved.run);
        }),

      rename: (id, name) =>
        tried(async () => {
          const before = known(id);
          if (!before) return;
          const { name: _, ...run } = before;
          const renamed = name === '' ? run : { ...run, name };
          await shelf.put(renamed);
          put(renamed);
        }),

      remove: (id) =>
        tried(async () => {
          const deleted = await read(id);
          await shelf.remove(id);
          eventsKept.delete(id);
          set({ runs: get().runs?.filter((run) => run.id !== id), deleted });
        }),

      undoRemove: () =>
        tried(async () => {
          const { deleted } = get();
          if (!deleted) return;
          await shelf.restore(deleted);
          put(deleted.run);
          set({ deleted: undefined });
        }),

      reopen: (id) =>
        tried(async () => {
          const { runs, show } = studio.getState();
          show(runs[id] ?? runOf(await read(id)));
        }),

      download: (id) =>
        tried(async () => {
          const shelved = await read(id);
          save(`${shelved.run.network}-events.jsonl`, textOf(shelved));
        }),

      exportRun: (id) =>
        tried(async () => {
          const { writeRun } = await import('./runFile');
          save(...writeRun(await read(id)));
        }),

      use: (id) =>
        tried(async () => {
          const shelved = await read(id);
          const { result } = shelved;
          if (!result || !('selection' in result)) return;
          const { format, reading } = shelved.run;
          const run = runOf(shelved);
          await studio
            .getState()
            .takeUp({ ...run, ...(format ? { format } : {}), ...(reading ? { reading } : {}) }, result);
        }),

      openNetwork: (id) =>
        tried(async () => {
          const { run, result } = await read(id);
          if (!result) return;
          studio.getState().go('network');
          await studio.getState().openFiles([new File([result.file], `${prunedName(run.network)}.keras`)]);
        }),
    };
  });

const runOf = (shelved: Shelved): Run => loggedRun(readLog(textOf(shelved), shelved.run.id), shelved.run.ran);

/**
 * A run that came as a file over what is kept of it: of a browser's own, what the file has not stays, and so does its time
 * unless the file tells of more of the run.
 */
function joined(before: Shelved, brought: Shelved): Shelved {
  const { isBrought: _, ...own } = brought.run;
  const { ran } = textOf(before) === textOf(brought) ? before.run : own;
  const run = { ...before.run, ...(before.run.isBrought ? brought.run : own), ran };
  const result = brought.result ?? before.result;
  return { run, log: brought.log, ...(result ? { result } : {}) };
}
