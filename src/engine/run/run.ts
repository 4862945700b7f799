import * as tf from '@tensorflow/tfjs';
import { freeing } from '../backend/lost';
import { areEven } from '../channels/blocks';
import { type CostAt, costModel } from '../channels/costModel';
import { keptSets, type PrunableGroup } from '../channels/prunableGroups';
import { cut } from '../channels/surgery';
import type { Checkpoint } from '../checkpoint';
import { balancedSample } from '../data/batches';
import type { ImagePart } from '../data/dataset';
import { InputError } from '../errors';
import { disposeProblem, type LayerProblem, layerProblem, type Selecting } from '../layerwise/layerProblem';
import { type SelectionPlan, SelectionSamples } from '../layerwise/samples';
import { type Cost, costOf } from '../network/cost';
import { cloneNetwork, disposeNetwork, type Network } from '../network/network';
import { freshNetwork } from '../network/networkBuilder';
import { Random } from '../random';
import { errorGap } from '../train/errorGap';
import { accuracyOf, evaluating, type RightImages } from '../train/evaluate';
import type { Trained } from '../train/fineTune';
import { unsoundWeights } from '../train/finite';
import { compareLatency, type Latency } from '../train/latency';
import { latencyBatches } from '../train/latencyBatches';
import { answeringMirrored, mayMirror } from '../train/mirroring';
import { accuracyWithInterval } from '../train/wilson';
import {
  type CompressedNetwork,
  eventVersion,
  type ImageCounts,
  type LayerOutcome,
  type Losses,
  type Measured,
  type MeasuredNetwork,
  type MemoryUse,
  type Phase,
  type Report,
  type RunEvent,
  type RunFailure,
  type Subject,
} from './events';
import type { Outline } from './outline';
import { PhaseClock, Progress, WorkClock } from './progress';
import type { Scope } from './scope';
import { SparseLayers, type SparseWeight, type ZeroMasks } from './sparseLayers';
import type { Pace } from './timeLeft';
import {
  type Change,
  diverged,
  fineTune,
  type Training,
  train,
  trainRounded,
  trainScratch,
  type Watched,
} from './training';
import { type Which, Work } from './work';
import type { Units, WorkKind } from './workKinds';

/** What a run begins with. */
interface Origin {
  /** The run that it is within. */
  readonly outer?: Run;
  /** How quick its network is here, if that has been measured. */
  readonly pace?: Pace;
}

/** A run under way: all that a method needs of it. It owns the networks, samples and problems that are made for it. */
export class Run {
  /** For whoever forks it by a name of its own. */
  readonly random: Random;
  /** To be passed once a batch. */
  readonly pass: Checkpoint;
  readonly work: Work;
  /** What is zero in the network and stays so. */
  readonly sparseLayers = new SparseLayers();
  /** Training mirrors images. */
  mirrors: boolean;
  private readonly progress: Progress;
  private readonly clock: PhaseClock;
  private readonly kept = new Map<string, readonly number[]>();
  private readonly costAt: CostAt;
  private readonly networks = new Set<Network>();
  private readonly samples: SelectionSamples[] = [];
  private readonly problems = new Set<LayerProblem>();
  private readonly inner: Run[] = [];
  /** Test images that networks have right. */
  private readonly right: Map<MeasuredNetwork, RightImages>;
  /** Share of the watched images that the opened network has right, once it is known. */
  private openedWatched: number | undefined;

  constructor(
    readonly scope: Scope,
    private readonly outline: Outline,
    checkpoint: Checkpoint,
    { outer, pace }: Origin = {},
  ) {
    const clock = new WorkClock(checkpoint);
    this.pass = outer?.pass ?? clock.pass;
    this.random = new Random(scope.recipe.seed);
    this.work = new Work(scope, outline.training?.isSparse);
    this.mirrors = outer?.mirrors ?? scope.recipe.mirror === 'always';
    this.progress = outer?.progress ?? new Progress(clock, this.work.totals(outline), pace);
    this.clock = outer?.clock ?? new PhaseClock(clock);
    this.right = new Map(outer?.right);
    this.costAt = outer?.costAt ?? costModel(scope.network);
  }

  /** A run to widths of its own that makes a network within this run: time counts for this one, and it is freed with this one. */
  within(scope: Scope): Run {
    const inner = new Run(scope, this.outline, this.pass, { outer: this });
    this.inner.push(inner);
    return inner;
  }

  /** @param use how it stays within its memory */
  *begin(use: MemoryUse): Generator<RunEvent> {
    const { network, dataset, recipe, groups, counts } = this.scope;
    const keeps = (id: string, channels: number) =>
      this.outline.training?.isSparse ? channels : (counts.get(id) ?? channels);
    yield {
      type: 'started',
      version: eventVersion,
      recipe,
      network: network.name,
      dataset: dataset.name,
      backend: tf.getBackend(),
      images: this.imageCounts,
      ...(this.scope.trainsScratch ? { trainsScratch: true } : {}),
      layers: groups.map(({ id, group: { channels } }) => ({ name: id, channels, keeps: keeps(id, channels) })),
      ...(this.outline.losses ? { losses: [...this.outline.losses] } : {}),
    };
    yield { type: 'memory', use };
  }

  /** From now on time counts for a phase. @param layer that it is about */
  enter(phase: Phase, what: Subject, layer?: string): RunEvent {
    return this.clock.enter(phase, what, layer);
  }

  /** What is left to do of each kind is known better now. */
  expect(left: Units): void {
    this.progress.expect(left);
  }

  /** More is to do than was known. */
  expectMore(more: Units): void {
    this.progress.expectMore(more);
  }

  /** Some work is done: that which all time since the last call went into. */
  advance(kind: WorkKind, units: number): RunEvent {
    return this.progress.advance(kind, units);
  }

  /** The network is freed with the run, unless it is handed over. */
  own(network: Network): Network {
    this.networks.add(network);
    return network;
  }

  /** A network of the run's with the same layers and weights. */
  copy(network: Network): Network {
    return this.own(cloneNetwork(network));
  }

  /** A network of the run's with the same layers, and weights to start training from. */
  private fresh(network: Network): Network {
    return this.own(freshNetwork(network, this.random.fork('scratch')));
  }

  /** Training images with as many of each class, to select channels on. */
  drawSamples(count: number, plan?: SelectionPlan): SelectionSamples {
    const { dataset, recipe } = this.scope;
    const indices = balancedSample(dataset.train, dataset.classes.length, count, this.random.fork('samples'));
    const samples = new SelectionSamples(dataset, indices, recipe.batchSize, this.pass, plan);
    this.samples.push(samples);
    return samples;
  }

  /** A convolution as a problem of its own, until it is freed. @param selecting what it is about */
  async problem(layer: string, selecting: Selecting): Promise<LayerProblem> {
    const problem = await layerProblem(layer, selecting);
    this.problems.add(problem);
    return problem;
  }

  freeProblem(problem: LayerProblem): void {
    if (this.problems.delete(problem)) disposeProblem(problem);
  }

  /**
   * What a group keeps is decided. A group that is never told of keeps all its channels.
   *
   * @param channels ascending, with one at least of each set that `keptSets` tells of, and equally many of each block
   * @param losses with these channels, if the method has any
   */
  keep({ id, group }: PrunableGroup, channels: readonly number[], losses: Losses = {}): RunEvent {
    if (keptSets(group).some((set) => !set.some((channel) => channels.includes(channel))))
      throw new Error(`of the channels of "${id}" none is left that a layer makes`);
    if (!areEven(group.blocks, channels)) throw new Error(`the blocks of channels of "${id}" are not equally wide`);
    this.kept.set(id, channels);
    return { type: 'selected', layer: id, kept: [...channels], ...losses, left: this.left };
  }

  /** What is kept of a layer's kernels or weights is decided: those that are zero stay so in all later training. */
  async thin(network: Network, weight: SparseWeight): Promise<RunEvent> {
    return { type: 'thinned', layer: await this.sparseLayers.add(network, weight) };
  }

  /** Of what is decided to be zero; the caller owns them. */
  zeroMasks(network: Network): ZeroMasks {
    return this.sparseLayers.masks(network);
  }

  /** The widths that it is to make, by group. */
  get widths(): RunEvent {
    return { type: 'widths', counts: Object.fromEntries(this.scope.counts) };
  }

  /** What was told of another run in between is void: the widths, and what each group keeps. */
  *tellAgain(): Generator<RunEvent> {
    yield this.widths;
    const { left } = this;
    for (const { name, kept } of this.outcomes) yield { type: 'selected', layer: name, kept: [...kept], left };
  }

  /** What the network costs with what is kept so far. */
  private get left(): Pick<Cost, 'params' | 'flops'> {
    const { params, flops } = this.costAt(this.keptByGroup);
    return { params, flops };
  }

  /** What all groups keep, in their order. */
  get outcomes(): LayerOutcome[] {
    return this.scope.groups.map(({ id, group: { channels } }) => ({
      name: id,
      channels,
      kept: [...(this.kept.get(id) ?? Array(channels).keys())],
    }));
  }

  /** Channels kept so far, by group name. */
  get keptByGroup(): Map<string, readonly number[]> {
    const { groups } = this.scope;
    return new Map(groups.flatMap(({ id, group }) => (this.kept.has(id) ? [[group.name, this.kept.get(id)!]] : [])));
  }

  /** Surgery. @throws Diverged if what was selected holds numbers that are not finite */
  async cut(network: Network): Promise<Network> {
    const pruned = this.own(cut(network, this.keptByGroup));
    if ((await unsoundWeights(pruned)).length === 0) return pruned;
    throw diverged('selected', this.scope.recipe);
  }

  /** Validation images that a network classifies as they are labelled. */
  validate(network: Network, which: Which): AsyncGenerator<RunEvent, RightImages> {
    return this.rightImages(this.scope.validation, network, which);
  }

  /** Tells what training has come to by a number of epochs. @param most images at a time, no more than training takes */
  async *watch(phase: Watched, epoch: number, network: Network, most: number): AsyncGenerator<RunEvent, RightImages> {
    const { watched, network: opened } = this.scope;
    this.openedWatched ??= accuracyOf(yield* this.rightImages(watched, opened, 'whole', most));
    const right = yield* this.rightImages(watched, network, 'pruned', most);
    const told = { images: right.length, accuracy: accuracyOf(right), baseline: this.openedWatched };
    yield { type: 'epoch', phase, epoch, ...told };
    return right;
  }

  /** Accuracy on the test images, the gap from the baseline, which is measured first, and sizes. Nothing is decided by them. */
  async *measure(which: MeasuredNetwork, network: Network): AsyncGenerator<RunEvent, Measured> {
    const isBaseline = which === 'baseline';
    const right = yield* this.rightImages(this.scope.dataset.test, network, isBaseline ? 'whole' : 'pruned');
    this.right.set(which, right);
    const cost = costOf(network);
    const sparse = isBaseline || which === 'scratch' ? undefined : this.sparseLayers.cost(cost);
    const measured = {
      ...{ ...this.shareOf(right, isBaseline ? undefined : 'baseline'), ...cost },
      ...(sparse ? { sparse } : {}),
    };
    yield { type: 'measured', which, measured };
    return measured;
  }

  /** The same of the pruned network in fewer bits: gaps are from the pruned network and the baseline, which are measured before. */
  async *measureCompressed(
    stored: Omit<CompressedNetwork, 'measured'>,
    network: Network,
    pruned: Network,
  ): AsyncGenerator<RunEvent, CompressedNetwork> {
    const right = yield* this.rightImages(this.scope.dataset.test, network, 'pruned');
    const measured = { ...this.shareOf(right, 'pruned'), ...costOf(pruned) };
    const { gap: baselineGap } = this.shareOf(right, 'baseline');
    const compressed = { ...stored, measured, ...(baselineGap ? { baselineGap } : {}) };
    yield { type: 'compressed', compressed };
    return compressed;
  }

  /** @param beside the network that the gap is from, if it is measured */
  private shareOf(right: RightImages, beside?: MeasuredNetwork): Omit<Measured, keyof Cost> {
    const other = beside && this.right.get(beside);
    return {
      ...accuracyWithInterval(accuracyOf(right), right.length),
      ...{ images: right.length, isAgreement: this.scope.dataset.isPredicted ?? false },
      ...(other ? { gap: errorGap(other, right) } : {}),
    };
  }

  /** Decides whether training mirrors images, where the recipe leaves that to how the network answers them. */
  async *chooseMirrors(): AsyncGenerator<RunEvent> {
    const { network, dataset, validation, recipe, prunedGroups, budget } = this.scope;
    if (recipe.mirror !== 'auto' || prunedGroups.length === 0) return;
    const test = yield* answeringMirrored(network, dataset, validation, {
      ...{ pass: this.pass, budget },
      tell: (images) => this.advance('evaluation', this.work.inference(2 * images, 'whole')),
    });
    this.mirrors = mayMirror(test);
    yield { type: 'mirroring', ...test, mirrors: this.mirrors };
  }

  /** @throws Diverged if the class scores of a network that the run has changed are not finite */
  private async *rightImages(
    part: ImagePart,
    network: Network,
    which: Which,
    most?: number,
  ): AsyncGenerator<RunEvent, RightImages> {
    const { dataset, budget, recipe } = this.scope;
    try {
      return yield* evaluating(network, dataset, part, {
        ...{ pass: this.pass, budget },
        ...(most === undefined ? {} : { most }),
        tell: (images) => this.advance('evaluation', this.work.inference(images, which)),
      });
    } catch (error) {
      const isOfRun = network !== this.scope.network;
      throw isOfRun && error instanceof InputError && error.code === 'network.scores'
        ? diverged('scores', recipe)
        : error;
    }
  }

  /** Trains a network, with auxiliary heads if there are any (Algorithm S1). @throws Diverged */
  train(trained: Omit<Trained, 'part' | 'mirrors'>, training: Training): AsyncGenerator<RunEvent, Change | undefined> {
    return train(this, trained, training);
  }

  /** The cut network as its last training begins with it: as it is, or with fresh weights if the method asks for that. */
  startOf(pruned: Network): Network {
    return this.outline.training?.isFresh && this.scope.prunedGroups.length > 0 ? this.fresh(pruned) : pruned;
  }

  /** The last training, where there is anything to win back. Returns why it ended early, if it did. */
  async *fineTune(pruned: Network): AsyncGenerator<RunEvent, RunFailure | undefined> {
    if (this.scope.prunedGroups.length === 0) return undefined;
    yield this.enter('fine-tuning', this.outline.training?.isFresh ? 'scratch' : 'pruned');
    return yield* this.holdingZeros(pruned, (masks) => fineTune(this, pruned, this.outline, masks));
  }

  /** Trains a network that is stored in fewer bits; what is zero stays so. Returns why it ended early, if it did. */
  trainRounded(
    network: Network,
    how: (masks: ZeroMasks) => Pick<Trained, 'rounding'>,
    epochs: number,
  ): AsyncGenerator<RunEvent, RunFailure | undefined> {
    return this.holdingZeros(network, (masks) => trainRounded(this, network, { masks, ...how(masks) }, epochs));
  }

  private async *holdingZeros<Result>(
    network: Network,
    train: (masks: ZeroMasks) => AsyncGenerator<RunEvent, Result>,
  ): AsyncGenerator<RunEvent, Result> {
    const masks = this.zeroMasks(network);
    try {
      return yield* train(masks);
    } finally {
      await freeing(() => tf.dispose([...masks.values()]));
    }
  }

  /** Trains the widths of the pruned network from scratch, where the scope asks for that and any channel has gone. */
  async *compareScratch(pruned: Network): AsyncGenerator<RunEvent, Pick<Report, 'scratch' | 'scratchStopped'>> {
    const { trainsScratch, prunedGroups } = this.scope;
    if (!trainsScratch || prunedGroups.length === 0) return {};
    yield this.enter('scratch', 'scratch');
    const fresh = this.fresh(pruned);
    const stopped = yield* trainScratch(this, fresh);
    yield this.enter('evaluation', 'scratch');
    const scratch = yield* this.measure('scratch', fresh);
    return { scratch, ...(stopped ? { scratchStopped: stopped } : {}) };
  }

  /** Times both networks, for each size of batch. */
  async *compareLatencies(pruned: Network): AsyncGenerator<RunEvent, Latency[]> {
    const { network, budget } = this.scope;
    const latencies: Latency[] = [];
    for (const images of latencyBatches) {
      const latency = await compareLatency(network, pruned, this.pass, budget, images);
      latencies.push(latency);
      yield this.advance('latency', this.work.latency(images));
      yield { type: 'latency', latency };
    }
    return latencies;
  }

  /** Ends the run with its report. */
  async *finish(results: Pick<Report, Result>): AsyncGenerator<RunEvent> {
    const { network, dataset, recipe } = this.scope;
    yield this.progress.finish();
    const report: Report = {
      ...{ network: network.name, dataset: { name: dataset.name, images: this.imageCounts }, method: recipe.method },
      ...results,
      ...(this.outline.training?.isSparse ? { sparseLayers: this.sparseLayers.told } : {}),
      ...{ layers: this.outcomes, seconds: this.clock.seconds(), seed: recipe.seed, backend: tf.getBackend() },
    };
    yield { type: 'finished', report };
  }

  private get imageCounts(): ImageCounts {
    const { dataset, validation } = this.scope;
    const [train, held, test] = [dataset.train, validation, dataset.test].map(({ labels }) => labels.length);
    return { train: train!, validation: held!, test: test! };
  }

  /** Frees all that the run owns. @param result but this network, which is the caller's from now on */
  async dispose(result?: Network): Promise<void> {
    await freeing(() => {
      for (const problem of this.problems) disposeProblem(problem);
      this.problems.clear();
      for (const samples of this.samples.splice(0)) samples.dispose();
      for (const network of this.networks) if (network !== result) disposeNetwork(network);
      this.networks.clear();
    });
    for (const inner of this.inner.splice(0)) await inner.dispose(result);
  }
}

type Result =
  | 'preset'
  | 'baseline'
  | 'selected'
  | 'pruned'
  | 'scratch'
  | 'scratchStopped'
  | 'stopped'
  | 'search'
  | 'compressed'
  | 'latency';
