import type { CompileProgress } from '../engine/backend/compileShaders';
import { ClassesUnmatched } from '../engine/data/bind';
import { type Dataset, drawnIndices, someImages } from '../engine/data/dataset';
import { affordable } from '../engine/data/detectScaling';
import { type Choices, loadFor, type Prepared, prepareImages } from '../engine/data/prepare';
import { scalingName } from '../engine/data/scaling';
import type { FormatName } from '../engine/io/formatNames';
import type { ImageSource, LoadedImages } from '../engine/io/images/source';
import type { Opened } from '../engine/io/opened';
import { channelGroups } from '../engine/network/groups';
import { disposeNetwork, type Network } from '../engine/network/network';
import { type Coupling, prunableLayers, reasonKept } from '../engine/network/prunable';
import { type Sizes, sizesOf } from '../engine/network/sizes';
import { presetRecipe } from '../engine/recipe';
import { evaluate } from '../engine/train/evaluate';
import { warmUp } from '../engine/train/warmUp';

export interface NetworkInfo {
  name: string;
  format: FormatName;
  sizes: Sizes;
  accuracy: number;
  /** Test images that the accuracy was measured on. */
  measuredOn: number;
  /** What can be pruned, with residual streams whole or coupled. */
  layers: Record<Coupling, Array<{ name: string; channels: number }>>;
  /** Groups that keep all their channels, and why. */
  kept: Array<{ group: string; channels: number; reason: string }>;
}

export interface ImagesInfo {
  name: string;
  classes: readonly string[];
  train: number;
  test: number;
  isLabelled: boolean;
  skipped: readonly string[];
  /** Ways to scale the pixels that were tried, best first. */
  scalings: ReadonlyArray<{ name: string; rating: number }>;
  scaling: string;
  preview: Preview[];
}

/** A test image, as it lies in memory, with its class. */
export interface Preview {
  width: number;
  height: number;
  channels: number;
  pixels: Uint8Array;
  label: string;
}

export interface SessionInfo {
  network: NetworkInfo;
  images: ImagesInfo;
}

/** Classes that someone has to match by hand: those of the images, and the network's outputs. */
export interface Unmatched {
  found: readonly string[];
  outputs: readonly string[];
}

/** A network with its images. */
interface Pair {
  readonly opened: Opened;
  readonly source: ImageSource;
  readonly loaded: LoadedImages;
  readonly prepared: Prepared;
}

const previews = 8;
/** Multiply-adds spent on measuring a network's accuracy when it opens; the run itself uses all test images. */
const effort = 4e11;

/** What is open in the studio. A new network or new images take the place of the old ones only once they fit. */
export class Session {
  private pair: Pair | undefined;
  private waiting: Omit<Pair, 'prepared'> | undefined;
  private source: ImageSource | undefined;
  /** Told while shaders compile. */
  onCompile: CompileProgress = () => {};

  get network(): Network {
    return this.open.opened.network;
  }

  get dataset(): Dataset {
    return this.open.prepared.dataset;
  }

  /** Images for the first network. */
  setImages(source: ImageSource): void {
    this.source = source;
  }

  /**
   * Opens a network, images or both; what is missing stays as it is. A network alone whose classes are not those of the
   * images at hand takes them as images without labels.
   */
  async openParts(parts: { network?: Opened; images?: ImageSource }): Promise<SessionInfo | Unmatched> {
    this.forget();
    const opened = parts.network ?? this.open.opened;
    const source = parts.images ?? this.source;
    if (!source) throw new Error('load images first');
    try {
      return await this.adopt(opened, source, await loadFor(opened.network, source));
    } catch (error) {
      const isAboutClasses = error instanceof ClassesUnmatched;
      if (isAboutClasses && parts.images && error.found.length <= error.wanted.outputs)
        return this.ask(opened, parts.images, error);
      if (isAboutClasses && !parts.images) {
        const { classes: _, ...unlabelled } = source;
        return this.adopt(opened, unlabelled, await loadFor(opened.network, unlabelled), source);
      }
      if (parts.network) disposeNetwork(parts.network.network);
      throw error;
    }
  }

  /** Goes on with what `openParts` asked about. @param places the output that each class is */
  async matchClasses(places: readonly number[]): Promise<SessionInfo> {
    if (!this.waiting) throw new Error('nothing waits for its classes');
    const { opened, source, loaded } = this.waiting;
    this.waiting = undefined;
    return this.adopt(opened, source, loaded, source, { places });
  }

  /** Leaves what `openParts` asked about; what was open stays. */
  forget(): void {
    if (this.waiting && this.waiting.opened !== this.pair?.opened) disposeNetwork(this.waiting.opened.network);
    this.waiting = undefined;
  }

  /** Scales the images another way. */
  async chooseScaling(name: string): Promise<SessionInfo> {
    const { opened, source, loaded, prepared } = this.open;
    const chosen = prepared.scalings.find((rated) => rated.name === name);
    if (!chosen) throw new Error(`no scaling "${name}"`);
    const choices = { scaling: chosen.scaling, places: prepared.isLabelled ? prepared.places : undefined };
    return this.adopt(opened, source, loaded, this.source, choices);
  }

  private get open(): Pair {
    if (!this.pair) throw new Error('open a network first');
    return this.pair;
  }

  private async ask(opened: Opened, source: ImageSource, { found, wanted }: ClassesUnmatched): Promise<Unmatched> {
    this.waiting = { opened, source, loaded: await loadFor(opened.network, source) };
    const names = wanted.classes ?? Array.from({ length: wanted.outputs }, (_, output) => `output ${output}`);
    return { found, outputs: names };
  }

  private async adopt(
    opened: Opened,
    source: ImageSource,
    loaded: LoadedImages,
    kept: ImageSource | undefined = source,
    choices: Choices = {},
  ): Promise<SessionInfo> {
    if (this.pair?.opened !== opened)
      await warmUp(opened.network, presetRecipe('quick').batchSize, (done, total) => this.onCompile(done, total));
    const prepared = await prepareImages(opened.network, source, loaded, choices);
    const info = { network: await describeNetwork(opened, prepared), images: describeImages(prepared) };
    if (this.pair && this.pair.opened.network !== opened.network) disposeNetwork(this.pair.opened.network);
    this.pair = { opened, source, loaded, prepared };
    this.source = kept;
    return info;
  }
}

async function describeNetwork({ network, format }: Opened, { dataset }: Prepared): Promise<NetworkInfo> {
  const sizes = sizesOf(network);
  const measuredOn = affordable(network, effort, dataset.test.labels.length);
  const listed = (coupling: Coupling) =>
    prunableLayers(network, coupling).map(({ layer, group }) => ({ name: layer, channels: group.channels }));
  return {
    name: network.name,
    format,
    sizes,
    accuracy: await evaluate(network, dataset, someImages(dataset.test, measuredOn)),
    measuredOn,
    layers: { locked: listed('locked'), pruned: listed('pruned') },
    kept: channelGroups(network).flatMap((group) => {
      const reason = reasonKept(network, group);
      return reason === undefined ? [] : [{ group: group.name, channels: group.channels, reason }];
    }),
  };
}

function describeImages({ dataset, isLabelled, skipped, scalings }: Prepared): ImagesInfo {
  const { name, classes, train, test, scaling, shape } = dataset;
  const [height, width, channels] = shape;
  const size = height * width * channels;
  return {
    name,
    classes,
    train: train.labels.length,
    test: test.labels.length,
    isLabelled,
    skipped,
    scalings: scalings.map((rated) => ({ name: rated.name, rating: rated.rating })),
    scaling: scalingName(scaling),
    preview: drawnIndices(test.labels.length, previews).map((index) => ({
      width,
      height,
      channels,
      pixels: test.images.slice(index * size, (index + 1) * size),
      label: classes[test.labels[index]!] ?? '',
    })),
  };
}
