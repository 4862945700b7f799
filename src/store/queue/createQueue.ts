import { z } from 'zod';
import { create } from 'zustand';
import { recipeSchema } from '../../engine/methods/recipe';
import type { RunId } from '../../runs/log';
import { isFree, type StudioState } from '../state';
import { whenOpen } from '../whenOpen';

const plannedSchema = z.object({
  ...{ network: z.string(), images: z.string(), recipe: recipeSchema },
  /** As they were ticked when it was planned. */
  ...{ scratch: z.boolean().default(false), compresses: z.boolean().default(false) },
});

/** A run that is to be made, of a network and on images by their names. */
export type PlannedRun = Readonly<z.output<typeof plannedSchema>>;

export interface QueueState {
  /** In their order; while the queue goes on, the first is under way. */
  readonly planned: readonly PlannedRun[];
  readonly goesOn: boolean;
  /** Runs that it has made since it was last empty, whether they have finished or failed. */
  readonly done: number;
  add(runs: readonly PlannedRun[]): void;
  remove(run: PlannedRun): void;
  /** Makes one run after the other, until none is left, one is cancelled, or another network or other images are open. */
  goOn(): Promise<void>;
  /** The run under way goes on to its end. */
  stop(): void;
}

/** What is open, by its names. */
interface Opened {
  readonly network: { readonly name: string } | undefined;
  readonly images: { readonly name: string } | undefined;
}

interface Studio {
  getState(): Opened & Pick<StudioState, 'activities' | 'runs' | 'underWay' | 'prunePlanned'>;
  subscribe(listener: (state: ReturnType<Studio['getState']>) => void): () => void;
}

/** Where something is written down. */
export interface Notebook {
  read(): string | null;
  write(text: string): void;
}

/** What a page leaves behind. */
export interface Notes {
  /** To all pages that come later. */
  readonly planned: Notebook;
  /** To the same tab: two at a time do not make the same runs. */
  readonly goesOn: Notebook;
}

/** The network and images of a run are open. */
export const isOpen = ({ network, images }: Opened, planned: Pick<PlannedRun, 'network' | 'images'>): boolean =>
  network?.name === planned.network && images?.name === planned.images;

/**
 * Runs that are made one after the other. What is left outlives the page: if it went on it goes on in the next of its tab, from
 * the run that was under way, once what is opened first is the network and images of that; else it waits to be told to.
 *
 * @param onStop told of the runs that it has finished since it was last empty, whenever it stops
 */
export const createQueue = (studio: Studio, notes: Notes, onStop: (made: readonly RunId[]) => void) =>
  create<QueueState>()((set, get) => {
    let made: readonly RunId[] = [];

    const plan = (planned: readonly PlannedRun[]): void => {
      set({ planned });
      notes.planned.write(JSON.stringify(planned));
    };

    const setGoesOn = (goesOn: boolean): void => {
      set({ goesOn });
      notes.goesOn.write(String(goesOn));
    };

    const untilFree = (): Promise<void> =>
      new Promise((resolve) => {
        const leave = studio.subscribe(() => check());
        const check = (): void => {
          if (!isFree(studio.getState())) return;
          leave();
          resolve();
        };
        check();
      });

    /** @returns whether the next may follow */
    const make = async (run: PlannedRun): Promise<boolean> => {
      if (!isOpen(studio.getState(), run)) return false;
      const { id, status } = (await studio.getState().prunePlanned(run)) ?? {};
      if (status !== 'finished' && status !== 'failed') return false;
      if (id !== undefined && status === 'finished') made = [...made, id];
      set({ done: get().done + 1 });
      get().remove(run);
      return true;
    };

    if (notes.goesOn.read() === 'true')
      void whenOpen(studio).then(() => {
        const [next] = get().planned;
        if (next && isOpen(studio.getState(), next)) void get().goOn();
      });

    return {
      planned: readPlanned(notes.planned),
      goesOn: false,
      done: 0,
      add: (runs) => plan([...get().planned, ...runs]),
      remove: (run) => plan(get().planned.filter((other) => other !== run)),

      goOn: async () => {
        if (get().goesOn) return;
        setGoesOn(true);
        while (get().goesOn) {
          await untilFree();
          const [next] = get().planned;
          if (!get().goesOn || !next || !(await make(next))) setGoesOn(false);
        }
        if (made.length > 0) onStop(made);
        if (get().planned.length > 0) return;
        made = [];
        set({ done: 0 });
      },

      stop: () => setGoesOn(false),
    };
  });

/** What an earlier page has left; nothing if it cannot be read. */
function readPlanned(notebook: Notebook): readonly PlannedRun[] {
  try {
    return z.array(plannedSchema).parse(JSON.parse(notebook.read() ?? '[]'));
  } catch {
    return [];
  }
}
