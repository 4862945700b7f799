import * as tf from '@tensorflow/tfjs';
import type { Checkpoint } from '../checkpoint';
import { Sgd } from '../train/sgd';
import { jointGradient } from './jointGradient';
import { type JointPass, jointPass } from './jointPass';
import type { LayerProblem } from './layerProblem';
import type { LossWeights } from './losses';
import { type SamplePart, sharesOf } from './samplePart';
import { SelectedChannels } from './selectedChannels';
import type { Measured, Solver } from './solver';

const rates = { learningRate: 0.01, momentum: 0.9, weightDecay: 1e-4 };

/** The paper's way: a channel joins with the weights of the warm start, and some steps of SGD move all. */
export class SgdSolver implements Solver {
  readonly selected: SelectedChannels;
  private last: JointPass | undefined;

  /** @param steps after every join, each of a batch of the samples */
  constructor(
    private readonly problem: LayerProblem,
    private readonly weights: LossWeights,
    private readonly steps: number,
    private readonly pass: Checkpoint,
  ) {
    this.selected = new SelectedChannels(problem);
  }

  async measure(): Promise<Measured> {
    this.forget();
    this.last = await jointPass(this.selected, this.selected.split, this.weights, this.pass);
    return { losses: this.last.losses, open: this.last.kernel };
  }

  async join(channels: readonly number[]): Promise<void> {
    this.selected.join(channels, 'warm');
    if (!this.selected.isEmpty) await this.minimise();
  }

  settle(): Promise<Measured> {
    return this.measure();
  }

  dispose(): void {
    this.forget();
    this.selected.dispose();
  }

  private forget(): void {
    if (this.last) tf.dispose([this.last.kernel, this.last.bias]);
    this.last = undefined;
  }

  private async minimise(): Promise<void> {
    const { batches, convolution } = this.problem;
    const { selected } = this;
    const sgd = new Sgd(rates);
    try {
      for (let step = 0; step < this.steps; step++) {
        const { kernel, bias } = await this.batchGradient(batches[step % batches.length]!);
        const gradients = new Map<string, tf.Tensor>([[selected.kernelKey, kernel]]);
        if (convolution.hasBias) gradients.set(selected.biasKey, bias);
        sgd.step(selected.weights, gradients, rates.learningRate);
        tf.dispose([kernel, bias]);
      }
    } finally {
      sgd.dispose();
    }
  }

  /** The joint loss's gradient of a batch for W_A and the bias, added up over the parts that it is computed in. */
  private async batchGradient(batch: readonly SamplePart[]): Promise<WeightGradient> {
    const { problem, selected, weights } = this;
    const shares = sharesOf(batch);
    let sum: WeightGradient | undefined;
    try {
      for (const [index, part] of batch.entries()) {
        await this.pass();
        const next = part.use(selected.split, (samples): WeightGradient => {
          const joint = jointGradient(problem, samples, selected, weights, shares[index]);
          const own = { kernel: samples.input.selectedGradient(joint.outputGradient), bias: joint.bias };
          return sum ? { kernel: tf.add(sum.kernel, own.kernel), bias: tf.add(sum.bias, own.bias) } : own;
        });
        tf.dispose(sum ?? []);
        sum = next;
      }
    } catch (error) {
      tf.dispose(sum ?? []);
      throw error;
    }
    if (!sum) throw new Error('a batch without samples');
    return sum;
  }
}

type WeightGradient = { kernel: tf.Tensor; bias: tf.Tensor };
