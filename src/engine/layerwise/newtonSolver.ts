import * as tf from '@tensorflow/tfjs';
import type { Checkpoint } from '../checkpoint';
import { type JointPass, jointPass } from './jointPass';
import type { LayerProblem } from './layerProblem';
import type { LeastSquares } from './leastSquares';
import type { LossWeights } from './losses';
import { featuresOf, layerEquations, leastSquaresOf, type Moments } from './moments';
import { SelectedChannels } from './selectedChannels';
import type { Measured, Solver } from './solver';

/** Steps down L_S after the last channel has joined. */
const lastSteps = 1;
/** Of the length of such a step, the first. */
const firstLength = 1 / 16;
/** Times that a step which does not lower L is shortened before it is taken back. */
const mostTries = 3;
/** By which share of itself L may rise: rounding. */
const rounding = 1e-6;

/** W_A, [kh, kw, |A|, n / G], and the bias, [n]. */
interface Weights {
  readonly kernel: tf.Tensor4D;
  readonly bias: tf.Tensor;
}

/** A step under way, from weights to others, so much of it, and L where it starts. */
interface Step {
  readonly from: Weights;
  readonly to: Weights;
  readonly loss: number;
  length: number;
  tries: number;
}

/**
 * By the Hessian of L_M, which is Phi_A^T Phi_A / Q: whenever channels join, the weights go to the least of L_M in one
 * step, which costs no pass over the samples; in the end they take some steps more down the joint loss, W_A -= (Phi_A^T
 * Phi_A / Q + mu I)^-1 grad_A L. A step is shortened where the joint loss does not fall. A channel joins with a kernel of
 * zeros: the one pass that scores the open channels tells the loss too.
 */
export class NewtonSolver implements Solver {
  readonly selected: SelectedChannels;
  private readonly equations: LeastSquares;
  private readonly damping: number;
  /** With the gradient for all channels, A first. */
  private last: JointPass | undefined;
  private open: tf.Tensor4D | undefined;
  private step: Step | undefined;
  private length = firstLength;

  /** @param moments of the problem's samples */
  constructor(
    private readonly problem: LayerProblem,
    private readonly moments: Moments,
    private readonly weights: LossWeights,
    private readonly pass: Checkpoint,
  ) {
    this.selected = new SelectedChannels(problem);
    this.damping = layerEquations(moments).ridge(moments.constants);
    this.equations = leastSquaresOf(problem, moments);
  }

  async measure(): Promise<Measured> {
    await this.evaluate();
    while (this.step && this.hasRisen(this.step) && this.shorten(this.step)) await this.evaluate();
    const { losses, kernel } = this.last!;
    this.open?.dispose();
    this.open = tf.tidy(() => tf.slice(kernel, [0, 0, this.selected.channels.length, 0]));
    return { losses, open: this.open };
  }

  async join(channels: readonly number[]): Promise<void> {
    if (channels.length === 0) return;
    this.selected.join(channels, 'zero');
    this.equations.join(channels.flatMap((channel) => featuresOf(this.moments, channel)));
    const { joined } = this.equations;
    const rows = tf.tensor2d(this.equations.weights(), [joined.length, this.moments.filters]);
    this.go(this.weightsOf(rows), 1);
    rows.dispose();
  }

  async settle(): Promise<Measured> {
    let measured = await this.measure();
    if (this.weights.lambda === 0 || this.selected.isEmpty) return measured;
    for (let step = 0; step < lastSteps; step++) {
      this.goDown();
      measured = await this.measure();
      this.length = 2 * this.step!.length;
    }
    return measured;
  }

  dispose(): void {
    this.forget();
    this.forgetStep();
    this.selected.dispose();
  }

  private async evaluate(): Promise<void> {
    const { selected } = this;
    const pass = await jointPass(selected, selected.wholeSplit, this.weights, this.pass);
    this.forget();
    this.last = pass;
  }

  private hasRisen({ loss }: Step): boolean {
    return !(this.last!.losses.joint <= loss + rounding * Math.abs(loss));
  }

  /** A step of Newton's on the joint loss. */
  private goDown(): void {
    const { selected, equations, damping } = this;
    const size = equations.joined.length;
    const rows = tf.tidy(() => {
      const kernel = tf.slice(this.last!.kernel, [0, 0, 0, 0], [-1, -1, selected.channels.length, -1]) as tf.Tensor4D;
      const warm = selected.warmStart(selected.channels);
      const pulled = tf.add<tf.Tensor4D>(kernel, tf.mul(tf.sub(selected.kernel, warm), damping));
      const gradient = this.rowsOf({ kernel: pulled, bias: this.last!.bias });
      return tf.sub(
        this.rowsOf(selected),
        tf.matMul(tf.tensor2d(equations.inverseValues(), [size, size]), gradient),
      ) as tf.Tensor2D;
    });
    this.go(this.weightsOf(rows), this.length);
    rows.dispose();
  }

  /** Goes so much of the way to other weights, which it frees. */
  private go(to: Weights, length: number): void {
    const { kernel, bias } = this.selected;
    this.forgetStep();
    this.step = {
      from: { kernel: tf.clone(kernel), bias: tf.clone(bias) },
      to,
      loss: this.last!.losses.joint,
      length,
      tries: 0,
    };
    this.stand(this.step);
  }

  private stand({ from, to, length }: Step): void {
    const between = <T extends tf.Tensor>(a: T, b: T): T => tf.tidy(() => tf.add(a, tf.mul(tf.sub(b, a), length)));
    this.selected.move(between(from.kernel, to.kernel), between(from.bias, to.bias));
  }

  /** Shortens a step, or takes it back. Returns whether there was anything to take back. */
  private shorten(step: Step): boolean {
    if (step.length === 0) return false;
    step.length = ++step.tries > mostTries ? 0 : step.length / 4;
    this.stand(step);
    return true;
  }

  /** Weights in the order of the equations: [features, n / G]. */
  private rowsOf({ kernel, bias }: Weights): tf.Tensor2D {
    const filters = kernel.shape[3];
    const rows = tf.reshape(tf.transpose(kernel, [2, 0, 1, 3]), [-1, filters]) as tf.Tensor2D;
    return this.problem.fitsBias ? tf.concat([tf.reshape(bias, [-1, filters]) as tf.Tensor2D, rows]) : rows;
  }

  private weightsOf(rows: tf.Tensor2D): Weights {
    const { fitsBias, convolution } = this.problem;
    const filters = rows.shape[1];
    const { constants } = this.moments;
    return tf.tidy(() => ({
      kernel: tf.transpose(
        tf.reshape(fitsBias ? tf.slice(rows, [constants, 0]) : rows, [-1, ...convolution.kernelSize, filters]),
        [1, 2, 0, 3],
      ) as tf.Tensor4D,
      bias: fitsBias ? tf.reshape(tf.slice(rows, [0, 0], [constants, filters]), [-1]) : tf.clone(this.selected.bias),
    }));
  }

  private forget(): void {
    if (this.last) tf.dispose([this.last.kernel, this.last.bias]);
    this.open?.dispose();
    this.last = undefined;
    this.open = undefined;
  }

  private forgetStep(): void {
    if (this.step) tf.dispose([this.step.from, this.step.to].flatMap(({ kernel, bias }) => [kernel, bias]));
    this.step = undefined;
  }
}
