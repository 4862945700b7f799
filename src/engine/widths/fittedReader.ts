import { giveWeights } from '../layerwise/biasHome';
import { channelsRead } from '../layerwise/convolution';
import { weightsOfFeatures } from '../layerwise/foundWeights';
import type { LayerProblem } from '../layerwise/layerProblem';
import type { LeastSquares } from '../layerwise/leastSquares';
import { featuresOf, leastSquaresOf, type Moments } from '../layerwise/moments';
import type { ConvolutionForm } from '../network/layers/convolutionForm';
import type { Network } from '../network/network';
import type { GroupReader } from './groupReader';

/** Its weights are the least of L_M with the channels that have joined. */
export class FittedReader implements GroupReader {
  private readonly squares: LeastSquares;
  private readonly layer: string;
  private readonly convolution: ConvolutionForm;
  /** The group's channel that each of the convolution's is. */
  private readonly channels: readonly number[];
  /** By the number of channels that have joined: features in their order, and weights, [features, n / G]. */
  private readonly remembered = new Map<number, { features: number[]; weights: Float32Array }>();

  /**
   * @param moments of the problem's samples; the problem itself is needed no longer
   * @param channels the group's channel that each of the layer's input channels is
   */
  constructor(
    problem: LayerProblem,
    private readonly moments: Moments,
    channels: readonly number[],
  ) {
    this.channels = channelsRead(problem.convolution, channels);
    this.layer = problem.layer;
    this.convolution = problem.convolution;
    this.squares = leastSquaresOf(problem, moments);
  }

  /** The norm of L_M's gradient for each channel; zero for those that have joined. */
  scores(count: number): Float64Array {
    const { residual } = this.squares;
    const { filters } = this.moments;
    const scores = new Float64Array(count);
    for (const [place, channel] of this.channels.entries())
      for (const feature of featuresOf(this.moments, place))
        for (let at = feature * filters; at < (feature + 1) * filters; at++)
          scores[channel]! += (residual[at] ?? 0) ** 2;
    return scores.map(Math.sqrt);
  }

  join(chosen: readonly number[]): void {
    const places = [...this.channels.keys()].filter((place) => chosen.includes(this.channels[place] ?? -1));
    if (places.length > 0) this.squares.join(places.flatMap((place) => featuresOf(this.moments, place)));
  }

  remember(count: number): void {
    this.remembered.set(count, { features: [...this.squares.joined], weights: this.squares.weights() });
  }

  refit(network: Network, count: number): void {
    const found = this.remembered.get(count);
    if (!found) throw new Error(`no weights of "${this.layer}" for ${count} channels`);
    giveWeights(network, weightsOfFeatures(this.layer, this.convolution, found.features, found.weights));
  }
}
