import { channelGroups } from '../engine/channels/channelGraph';
import { keepClasses } from '../engine/channels/keepClasses';
import { prunableGroups, reasonKept, type Streams } from '../engine/channels/prunableGroups';
import { type PrunableShares, prunableShares } from '../engine/channels/prunableShares';
import type { Checkpoint } from '../engine/checkpoint';
import {
  type Dataset,
  drawnIndices,
  type ImagePart,
  type ImageShape,
  imageOf,
  ofClasses,
} from '../engine/data/dataset';
import { InputError } from '../engine/errors';
import { type BoundImages, bindImages } from '../engine/intake/bindImages';
import { ClassesUnmatched } from '../engine/intake/matchClasses';
import { imagesLabelled, labelWhole } from '../engine/intake/predictedLabels';
import type { Choices } from '../engine/intake/rateWays';
import { datasetSource, loadFor } from '../engine/intake/sourceImages';
import { wantedBy } from '../engine/intake/wanted';
import type { FormatName } from '../engine/io/formatNames';
import type { OpenedNetwork } from '../engine/io/formats/format';
import type { ImageSource, LoadedImages } from '../engine/io/images/source';
import { presetRecipe } from '../engine/methods/recipe';
import { type Cost, costOf } from '../engine/network/cost';
import { classesName } from '../engine/network/names';
import type { Network } from '../engine/network/network';
import { type Scaling, type ScalingId, scalingId } from '../engine/network/scaling';
import { warmUp } from '../engine/train/warmUp';
import type { Reason } from '../words/reasons';
import { Backends } from './backends';
import { Lease } from './lease';
import type { Opening } from './opening';
import type { BackendInfo } from './startBackend';

export interface NetworkInfo {
  name: string;
  format: FormatName;
  sizes: Cost;
  /** Nobody has trained it: its accuracy is measured on demand alone. */
  isUntrained: boolean;
  /** What can be pruned, by what may be. */
  layers: Record<Streams, Array<{ name: string; channels: number }>>;
  /** How much pruning can take, by what may be pruned. */
  shares: Record<Streams, PrunableShares>;
  /** Groups that keep all their channels, and why. */
  kept: Array<{ group: string; channels: number; reason: Reason }>;
}

/** What the network reads and answers. */
export interface Reading {
  readonly shape: ImageShape;
  /** What becomes of the bytes before it sees them. */
  readonly scaling: Scaling;
  /** In the order of its outputs. */
  readonly classes: readonly string[];
}

export type TestOrigin = 'own' | 'held-back' | 'training';

export interface ImagesInfo {
  name: string;
  classes: readonly string[];
  train: number;
  test: number;
  /** How many there are of each class, in their order; of images that nobody has labelled nothing. */
  counts: ReadonlyArray<{ readonly train: number; readonly test: number }>;
  /** What the test images are: files of their own, a fifth of the others, or the training images. */
  testOrigin: TestOrigin;
  isLabelled: boolean;
  skipped: readonly string[];
  /** Ways to scale the pixels that were tried, best first. */
  scalings: ReadonlyArray<{ id: ScalingId; rating: number }>;
  scaling: ScalingId;
  reading: Reading;
  preview: Preview[];
}

/** An image as it lies in memory: bytes [height, width, channels]. */
export interface Pixels {
  width: number;
  height: number;
  channels: number;
  pixels: Uint8Array;
}

/** A test image with its class. */
export interface Preview extends Pixels {
  label: string;
}

export interface WorkbenchInfo {
  /** Another for every network or images that take the place of others. */
  revision: number;
  /** What has taken the place of others by the change that this answers. */
  brought: { network: boolean; images: boolean };
  network: NetworkInfo;
  images: ImagesInfo;
  /** What is in use since. */
  backend: BackendInfo | undefined;
}

/** Classes that someone has to match by hand: those of the images, and the network's outputs. */
export interface Unmatched {
  question: number;
  found: readonly string[];
  /** Undefined where the network does not name them. */
  outputs: ReadonlyArray<string | undefined>;
}

/** A network with its images. */
interface Pair {
  readonly lease: Lease;
  /** Nobody has trained it: it has no opinion on which output is which class. */
  readonly isUntrained: boolean;
  readonly source: ImageSource;
  readonly loaded: LoadedImages;
  readonly bound: BoundImages;
  /** What a run has learnt by; absent before the first one. */
  readonly learnt?: Dataset;
}

/** What is opened: a network, images or both. */
export interface Parts {
  readonly network?: OpenedNetwork;
  readonly isUntrained?: boolean;
  readonly images?: ImageSource;
}

type Question = Omit<Pair, 'bound'> & { readonly id: number };

/** How a network and images are put in the place of others. */
interface Further {
  readonly choices?: Choices;
  /** The images that the next network gets, if not these. */
  readonly kept?: ImageSource | undefined;
}

const previews = 8;
const previewed = ({ test }: Dataset): number[] => drawnIndices(test.labels.length, previews);

/**
 * What is open in the studio. A new network or new images take the place of the old ones only once they fit, in one
 * step; until then, and whenever opening fails or is taken back, all stays as it was. One opening at a time.
 */
export class Workbench {
  private pair: Pair | undefined;
  private question: Question | undefined;
  /** The images as they came, which the next network gets. */
  private source: ImageSource | undefined;
  private revision = 0;
  private questions = 0;

  constructor(readonly backends = new Backends()) {}

  get network(): Network {
    return this.open.lease.opened.network;
  }

  /** A lease on the open network, which whatever is opened leaves alone until it is released. */
  lease(): Lease {
    return this.open.lease.share();
  }

  /** The images as they are bound to the network, with labels or without, and the test images that the page shows. */
  get shown(): { readonly dataset: Dataset; readonly previews: readonly number[] } {
    const { dataset } = this.open.bound;
    return { dataset, previews: previewed(dataset) };
  }

  /** Before a run can learn by the images, the rest of them needs labels. */
  get hasToLabel(): boolean {
    return !this.open.bound.isLabelled && !this.open.learnt;
  }

  /** The images as a run learns by them: those without labels get the rest of what stands in for labels. */
  async dataset(pass: Checkpoint): Promise<Dataset> {
    const { open } = this;
    const { bound, loaded, learnt } = open;
    if (learnt) return learnt;
    const dataset = bound.isLabelled ? bound.dataset : await labelWhole(this.network, bound, loaded, pass);
    if (this.pair === open) this.pair = { ...open, learnt: dataset };
    return dataset;
  }

  /** Whether `revision` is what is open. */
  has(revision: number): boolean {
    return this.pair !== undefined && revision === this.revision;
  }

  /** @throws unless `revision` is what is open */
  expect(revision: number): void {
    if (!this.has(revision)) throw new InputError('studio.changed');
  }

  /**
   * Opens a network, images or both; what is missing stays as it is. A network alone whose classes are not those of the
   * images at hand takes them as images without labels. The network is the workbench's from now on, or freed.
   */
  async openParts(parts: Parts, opening: Opening): Promise<WorkbenchInfo | Unmatched> {
    const lease = parts.network ? Lease.on(parts.network) : this.lease();
    return heldIfWell(lease, () => this.fit(lease, parts, opening));
  }

  /** Goes on with what `openParts` asked about. @param outputOf the output that each class is */
  async matchClasses(id: number, outputOf: readonly number[], opening: Opening): Promise<WorkbenchInfo> {
    const question = this.question;
    if (question?.id !== id) throw new InputError('classes.settled');
    this.question = undefined;
    return heldIfWell(question.lease, () => this.adopt(question, opening, { choices: { outputOf } }));
  }

  /** Leaves what `openParts` asked about; what was open stays. */
  forget(id = this.question?.id): void {
    if (!this.question || this.question.id !== id) return;
    this.question.lease.release();
    this.question = undefined;
  }

  /** Scales the images another way. */
  async chooseScaling(id: ScalingId, opening: Opening): Promise<WorkbenchInfo> {
    const { bound } = this.open;
    const chosen = bound.scalings.find((rated) => rated.id === id);
    if (!chosen) throw new InputError('scaling.unknown', { scaling: id });
    const choices = { scaling: chosen.scaling, outputOf: bound.isLabelled ? bound.outputOf : undefined };
    const lease = this.lease();
    return heldIfWell(lease, () => this.adopt({ ...this.open, lease }, opening, { choices, kept: this.source }));
  }

  /**
   * Opens the network without the outputs of other classes, and the images of these.
   *
   * @param classes outputs, ascending
   */
  async keepClasses(classes: readonly number[], opening: Opening): Promise<WorkbenchInfo | Unmatched> {
    const { lease, isUntrained, bound } = this.open;
    const { opened } = lease;
    const left = ofClasses(bound.dataset, classes);
    const images = { ...left, name: classesName(left.name, classes.length) };
    const notes = { classes: images.classes, scaling: images.scaling };
    const name = classesName(opened.network.name, classes.length);
    const network = { ...keepClasses(opened.network, classes), name, notes };
    const parts = { network: { ...opened, network }, isUntrained };
    return this.openParts(bound.isLabelled ? { ...parts, images: datasetSource(images) } : parts, opening);
  }

  private get open(): Pair {
    if (!this.pair) throw new InputError('network.missing');
    return this.pair;
  }

  private async fit(lease: Lease, parts: Parts, opening: Opening): Promise<WorkbenchInfo | Unmatched> {
    await opening.enter('checking');
    const isUntrained = parts.network ? (parts.isUntrained ?? false) : this.open.isUntrained;
    const source = parts.images ?? this.source;
    if (!source) throw new InputError('images.missing');
    const load = async (from: ImageSource) => ({
      lease,
      isUntrained,
      ...(await opening.during(loadFor(lease.opened.network, from))),
    });
    try {
      return await this.adopt(await load(source), opening);
    } catch (error) {
      if (!(error instanceof ClassesUnmatched)) throw error;
      if (!parts.images) {
        const { classes: _, ...unlabelled } = source;
        return await this.adopt(await load(unlabelled), opening, { kept: source });
      }
      if (error.found.length > error.wanted.outputs) throw error;
      return this.ask(await load(source), error);
    }
  }

  private ask(pair: Omit<Pair, 'bound'>, { found, wanted }: ClassesUnmatched): Unmatched {
    this.forget();
    this.question = { ...pair, id: ++this.questions };
    const outputs = Array.from({ length: wanted.outputs }, (_, output) => wanted.classes?.[output]);
    return { question: this.question.id, found, outputs };
  }

  private adopt(pair: Omit<Pair, 'bound'>, opening: Opening, further: Further = {}): Promise<WorkbenchInfo> {
    return this.backends.restoredIfFails(() => this.replace(pair, opening, further));
  }

  private async replace(
    pair: Omit<Pair, 'bound'>,
    opening: Opening,
    { choices = {}, kept = pair.source }: Further,
  ): Promise<WorkbenchInfo> {
    const { lease, isUntrained, source, loaded } = pair;
    const { opened } = lease;
    const isOther = !lease.isOnSameAs(this.pair?.lease);
    if (isOther) {
      const { batchSize } = presetRecipe('quick');
      await this.backends.chooseFor(opened.network, batchSize, opening);
      await opening.enter('compiling');
      await warmUp(opened.network, batchSize, (done, total) => opening.tell('compiling', done, total));
    }
    await opening.enter('measuring');
    const bound = await bindImages(opened.network, pair, {
      ...choices,
      isUntrained,
      labels: 'opening',
      pass: opening.pass,
    });
    await opening.pass();
    const next: Pair = { lease, isUntrained, source, loaded, bound };
    const [network, images] = [describeNetwork(next), describeImages(next)];
    const brought = { network: isOther, images: this.source !== kept };
    this.forget();
    this.pair?.lease.release();
    this.pair = next;
    this.source = kept;
    return { revision: ++this.revision, brought, network, images, backend: this.backends.inUse };
  }
}

/** Work that keeps a lease if it ends well. */
async function heldIfWell<Result>(lease: Lease, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    lease.release();
    throw error;
  }
}

function describeNetwork({ lease, isUntrained }: Pair): NetworkInfo {
  const { network, format } = lease.opened;
  const listed = (coupling: Streams) =>
    prunableGroups(network, coupling).map(({ id, group }) => ({ name: id, channels: group.channels }));
  return {
    name: network.name,
    format,
    sizes: costOf(network),
    isUntrained,
    layers: { locked: listed('locked'), pruned: listed('pruned'), convolutions: listed('convolutions') },
    shares: {
      locked: prunableShares(network, 'locked'),
      pruned: prunableShares(network, 'pruned'),
      convolutions: prunableShares(network, 'convolutions'),
    },
    kept: channelGroups(network).flatMap((group) => {
      const reason = reasonKept(network, group);
      return reason === undefined ? [] : [{ group: group.name, channels: group.channels, reason }];
    }),
  };
}

function countsOf({ classes, train, test }: Dataset): ImagesInfo['counts'] {
  const counts = classes.map(() => ({ train: 0, test: 0 }));
  for (const [part, { labels }] of [
    ['train', train],
    ['test', test],
  ] as const)
    for (const label of labels) {
      const count = counts[label];
      if (count) count[part]++;
    }
  return counts;
}

function describeImages({ lease, loaded, bound }: Pair): ImagesInfo {
  const { dataset, isLabelled, skipped, scalings } = bound;
  const { name, classes, test, scaling, shape } = dataset;
  const learnt = ({ labels }: ImagePart) =>
    isLabelled ? labels.length : imagesLabelled(lease.opened.network, labels.length);
  const [height, width, channels] = shape;
  return {
    name,
    classes,
    train: learnt(isLabelled ? dataset.train : loaded.train),
    test: learnt(isLabelled ? dataset.test : loaded.test),
    counts: isLabelled ? countsOf(dataset) : [],
    testOrigin: loaded.test === loaded.train ? 'training' : loaded.isHeldBack ? 'held-back' : 'own',
    isLabelled,
    skipped,
    scalings: scalings.map((rated) => ({ id: rated.id, rating: rated.rating })),
    scaling: scalingId(scaling),
    reading: { shape: wantedBy(lease.opened.network).shape, scaling, classes },
    preview: previewed(dataset).map((index) => ({
      width,
      height,
      channels,
      pixels: imageOf(dataset, test, index).slice(),
      label: classes[test.labels[index]!] ?? '',
    })),
  };
}
