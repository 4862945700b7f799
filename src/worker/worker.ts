import * as tf from '@tensorflow/tfjs';
import { expose } from 'comlink';
import type { CompileProgress } from '../engine/backend/compileShaders';
import { type BackendName, backendNames } from '../engine/backend/names';
import { datasetSource } from '../engine/data/prepare';
import type { LayerOutcome, RunEvent } from '../engine/events';
import type { FormatName } from '../engine/io/formatNames';
import { openDropped } from '../engine/io/images';
import type { DroppedFile } from '../engine/io/opened';
import { selectionOf } from '../engine/io/selectionJson';
import { readTfjsLayers } from '../engine/io/tfjsLayers';
import { formats } from '../engine/io/writing';
import { builders } from '../engine/network/builders';
import type { BuilderName } from '../engine/network/builders/names';
import { disposeNetwork, type Network } from '../engine/network/network';
import { prune } from '../engine/prune';
import { Random } from '../engine/random';
import type { Recipe } from '../engine/recipe';
import { fetchCifar10, hasFullCifar10 } from './cifar10';
import { decodeImage } from './decodeImage';
import type { Drawing } from './drawing';
import { Session, type SessionInfo, type Unmatched } from './session';
import { type BackendInfo, startBackend } from './startBackend';

/** What a finished run leaves. */
interface Pruned {
  readonly network: Network;
  readonly selection: string;
}

const session = new Session();
let pruned: Pruned | undefined;
let gate: Gate | undefined;

const needed = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new Error(`${what} first`);
  return value;
};

/** Holds a run between two events: paused, it waits; cancelled, it ends. */
class Gate {
  cancelled = false;
  private paused: Promise<void> | undefined;
  private open: (() => void) | undefined;

  pause(): void {
    this.paused ??= new Promise((resolve) => {
      this.open = resolve;
    });
  }

  resume(): void {
    this.open?.();
    this.paused = undefined;
  }

  cancel(): void {
    this.cancelled = true;
    this.resume();
  }

  async pass(): Promise<void> {
    await this.paused;
  }
}

const studio = {
  start: (preferred: readonly BackendName[] = backendNames, drawing?: Drawing): Promise<BackendInfo> =>
    startBackend(preferred, { drawing }),

  /** Whom to tell how many shaders are compiled while a network opens. */
  whileCompiling: (tell: CompileProgress): void => {
    session.onCompile = tell;
  },

  hasFullDataset: hasFullCifar10,

  /** Loads CIFAR-10 and a network beside the page, to begin with. */
  async begin(base: string, model: string): Promise<SessionInfo | Unmatched> {
    session.setImages(datasetSource(await fetchCifar10(base, false)));
    return studio.openUrl(model);
  },

  async loadDataset(base: string, full: boolean): Promise<SessionInfo | Unmatched> {
    return session.openParts({ images: datasetSource(await fetchCifar10(base, full)) });
  },

  async openUrl(url: string): Promise<SessionInfo | Unmatched> {
    const get = async (path: string) => {
      const response = await fetch(new URL(path, url));
      if (!response.ok) throw new Error(`${path}: the server answers ${response.status}`);
      return response;
    };
    const text = await (await get(url)).text();
    const network = await readTfjsLayers(text, async (path) => new Uint8Array(await (await get(path)).arrayBuffer()));
    return session.openParts({ network: { network, format: 'tfjs' } });
  },

  /** An untrained network of a published shape. */
  async build(name: BuilderName): Promise<SessionInfo | Unmatched> {
    return session.openParts({ network: { network: builders[name](new Random(1)), format: 'keras' } });
  },

  async openFiles(files: DroppedFile[]): Promise<SessionInfo | Unmatched> {
    return session.openParts(await openDropped(files, decodeImage));
  },

  matchClasses: (places: number[]): Promise<SessionInfo> => session.matchClasses(places),
  forgetClasses: (): void => session.forget(),
  chooseScaling: (name: string): Promise<SessionInfo> => session.chooseScaling(name),

  /** Prunes the open network and tells every event; the result waits for `download`. False if it was cancelled. */
  async run(recipe: Recipe, tell: (event: RunEvent) => void): Promise<boolean> {
    const { network, dataset } = session;
    const events = prune(network, dataset, recipe);
    const current = new Gate();
    gate = current;
    let outcomes: LayerOutcome[] = [];
    try {
      let next = await events.next();
      while (!next.done) {
        if (next.value.type === 'finished') outcomes = next.value.report.layers;
        tell(next.value);
        await current.pass();
        if (current.cancelled) {
          await events.return(undefined);
          return false;
        }
        next = await events.next();
        await tf.nextFrame();
      }
      if (pruned) disposeNetwork(pruned.network);
      const selection = JSON.stringify(selectionOf(network, outcomes, recipe.streams), null, 2);
      pruned = next.value && { network: next.value, selection };
      return true;
    } finally {
      gate = undefined;
    }
  },

  pause: () => gate?.pause(),
  resume: () => gate?.resume(),
  cancel: () => gate?.cancel(),

  /** The pruned network as a file of a format. */
  download: (format: FormatName): Promise<Uint8Array> =>
    formats[format].write(needed(pruned, 'prune a network').network),

  /** Which channels the pruned network has kept, as JSON. */
  selection: (): string => needed(pruned, 'prune a network').selection,

  tensors: () => tf.memory().numTensors,
};

export type Studio = typeof studio;

expose(studio);
