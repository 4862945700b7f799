import type { Checkpoint } from '../checkpoint';
import { balancedSample } from '../data/batches';
import type { Dataset } from '../data/dataset';
import { disposeProblem, layerProblem } from '../layerwise/layerProblem';
import { SelectionSamples } from '../layerwise/samples';
import { solverOf } from '../layerwise/solvers';
import { disposeNetwork, type Network } from '../network/network';
import { Random } from '../random';
import { type AuxiliaryHead, buildHead, learnTheta, thetaImages } from '../train/heads';
import { type Rule, ruledChannels } from './ruledChannels';
import { type SelectionByHand, selectByHand } from './selectByHand';

/** What a lesson asks the engine to select. */
export interface LessonSelection {
  /** The layer that an auxiliary head reads; the network's own loss if absent. */
  readonly head?: string;
  readonly lambda: number;
  readonly byHand: readonly number[];
  readonly count: number;
  /** Chooses all channels, in the place of Algorithm 2. */
  readonly rule?: Rule;
}

/** Images that a lesson selects on, and that a head is learnt on: few, so that it takes seconds. */
const lessonImages = { samples: 128, theta: 500 };

const batchSize = 64;

/** A layer of a network, with images to select its channels on. It owns the network. */
export class LessonLayer {
  /** Of the training images that it selects on. */
  readonly indices: Uint32Array;
  private readonly random = new Random(1);
  private readonly heads = new Map<string, AuxiliaryHead>();

  constructor(
    private readonly network: Network,
    private readonly dataset: Dataset,
    private readonly layer: string,
  ) {
    const { train, classes } = dataset;
    const count = Math.min(lessonImages.samples, train.labels.length);
    this.indices = balancedSample(train, classes.length, count, this.random.fork('samples'));
  }

  /** Selects from nothing, always on the same images. */
  async select({ head, lambda, byHand, count, rule }: LessonSelection, pass: Checkpoint): Promise<SelectionByHand> {
    const { network, dataset, indices, layer } = this;
    const first = rule ? await ruledChannels(network, layer, rule, count) : byHand;
    const samples = new SelectionSamples(dataset, indices, batchSize, pass);
    const selecting = { pruned: network, baseline: network, samples };
    const problem = await layerProblem(layer, { ...selecting, head: await this.headAt(head, pass) });
    try {
      const weights = { solver: 'newton', sgdSteps: 1, reconstructionWeight: 1, lambda } as const;
      const solver = await solverOf(problem, weights, pass);
      try {
        return await selectByHand(solver, first, count);
      } finally {
        solver.dispose();
      }
    } finally {
      disposeProblem(problem);
      samples.dispose();
    }
  }

  dispose(): void {
    for (const { network } of this.heads.values()) disposeNetwork(network);
    disposeNetwork(this.network);
  }

  /** A head with its theta, learnt once. */
  private async headAt(at: string | undefined, pass: Checkpoint): Promise<AuxiliaryHead | undefined> {
    const known = at === undefined ? undefined : this.heads.get(at);
    if (at === undefined || known) return known;
    const head = buildHead(this.network, at, this.random.fork(`head at ${at}`));
    try {
      const images = thetaImages(this.dataset, this.indices, this.random.fork('theta')).slice(0, lessonImages.theta);
      for await (const _ of learnTheta(this.network, head, this.dataset, images, pass, { batch: 250, keeps: true }));
    } catch (error) {
      disposeNetwork(head.network);
      throw error;
    }
    this.heads.set(at, head);
    return head;
  }
}
