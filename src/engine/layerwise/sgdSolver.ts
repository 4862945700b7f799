import * as tf from '@tensorflow/tfjs';
import type { Checkpoint } from '../checkpoint';
import { type JointPass, jointPass } from './jointPass';
import type { LayerProblem } from './layerProblem';
import type { LossWeights } from './losses';
import { SelectedChannels } from './selectedChannels';
import { sgdSteps } from './sgdSteps';
import type { Measured, Solver } from './solver';

/** The paper's way: a channel joins with the weights of the warm start, and some steps of SGD move all. */
export class SgdSolver implements Solver {
  readonly selected: SelectedChannels;
  private last: JointPass | undefined;

  /** @param steps after every join, each of a batch of the samples */
  constructor(
    problem: LayerProblem,
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
    const { selected, weights, steps, pass } = this;
    if (!selected.isEmpty) await sgdSteps(selected, { weights, steps, pass });
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
}
