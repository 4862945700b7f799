import * as tf from '@tensorflow/tfjs';
import { expose } from 'comlink';
import { zipSync } from 'fflate';
import { type BackendName, backendNames } from '../engine/backend/names';
import type { Dataset } from '../engine/data/dataset';
import type { RunEvent } from '../engine/events';
import { readDropped } from '../engine/io/dropped';
import type { DroppedFile } from '../engine/io/opened';
import { readTfjsLayers, writeTfjsLayers } from '../engine/io/tfjsLayers';
import { disposeNetwork, type Network } from '../engine/network/network';
import { prunableLayers } from '../engine/network/prunable';
import { outputShapes } from '../engine/network/shapes';
import { type Sizes, sizesOf } from '../engine/network/sizes';
import { prune } from '../engine/prune';
import type { Recipe } from '../engine/recipe';
import { evaluate } from '../engine/train/evaluate';
import { fetchCifar10, hasFullCifar10 } from './cifar10';
import { type BackendInfo, startBackend } from './startBackend';

export interface NetworkInfo {
  name: string;
  sizes: Sizes;
  accuracy: number;
  layers: Array<{ name: string; channels: number }>;
}

let network: Network | undefined;
let pruned: Network | undefined;
let dataset: Dataset | undefined;
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

async function adopt(opened: Network): Promise<NetworkInfo> {
  try {
    const images = needed(dataset, 'load a data set');
    const info = await inspectNetwork(opened, images);
    if (network) disposeNetwork(network);
    network = opened;
    return info;
  } catch (error) {
    disposeNetwork(opened);
    throw error;
  }
}

async function inspectNetwork(opened: Network, images: Dataset): Promise<NetworkInfo> {
  const shapes = outputShapes(opened);
  const input = shapes.get(opened.input)?.slice(1) ?? [];
  const classes = shapes.get(opened.output)?.at(-1);
  if (input.join() !== images.shape.join())
    throw new Error(
      `"${opened.name}" reads images of ${input.join('x')}, but ${images.name} has ${images.shape.join('x')}`,
    );
  if (classes !== images.classes.length)
    throw new Error(`"${opened.name}" tells ${classes} classes apart, but ${images.name} has ${images.classes.length}`);
  return {
    name: opened.name,
    sizes: sizesOf(opened),
    accuracy: await evaluate(opened, images, images.test),
    layers: prunableLayers(opened).map(({ layer, group }) => ({ name: layer, channels: group.channels })),
  };
}

const studio = {
  start: (preferred: readonly BackendName[] = backendNames): Promise<BackendInfo> => startBackend(preferred),

  async loadDataset(base: string, full: boolean): Promise<void> {
    dataset = await fetchCifar10(base, full);
  },

  hasFullDataset: hasFullCifar10,

  /** The open network against the loaded data set. */
  inspect: (): Promise<NetworkInfo> =>
    inspectNetwork(needed(network, 'open a network'), needed(dataset, 'load a data set')),

  async openUrl(url: string): Promise<NetworkInfo> {
    const get = async (path: string) => {
      const response = await fetch(new URL(path, url));
      if (!response.ok) throw new Error(`${path}: the server answers ${response.status}`);
      return response;
    };
    const text = await (await get(url)).text();
    return adopt(await readTfjsLayers(text, async (path) => new Uint8Array(await (await get(path)).arrayBuffer())));
  },

  async openFiles(files: DroppedFile[]): Promise<NetworkInfo> {
    return adopt((await readDropped(files)).network);
  },

  /** Prunes the open network and tells every event; the result waits for `download`. False if it was cancelled. */
  async run(recipe: Recipe, tell: (event: RunEvent) => void): Promise<boolean> {
    const events = prune(needed(network, 'open a network'), needed(dataset, 'load a data set'), recipe);
    const current = new Gate();
    gate = current;
    try {
      let next = await events.next();
      while (!next.done) {
        tell(next.value);
        await current.pass();
        if (current.cancelled) {
          await events.return(undefined);
          return false;
        }
        next = await events.next();
        await tf.nextFrame();
      }
      if (pruned) disposeNetwork(pruned);
      pruned = next.value;
      return true;
    } finally {
      gate = undefined;
    }
  },

  pause: () => gate?.pause(),
  resume: () => gate?.resume(),
  cancel: () => gate?.cancel(),

  /** The pruned network as a zip that TensorFlow.js and Espalier read. */
  async download(): Promise<Uint8Array> {
    return zipSync(await writeTfjsLayers(needed(pruned, 'prune a network')), { level: 0 });
  },

  tensors: () => tf.memory().numTensors,
};

export type Studio = typeof studio;

expose(studio);
