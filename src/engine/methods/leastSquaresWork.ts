import { featureCount } from '../layerwise/moments';
import type { ConvolutionForm } from '../network/layers/convolutionForm';
import { scalarCost } from '../run/work';

/**
 * What `LeastSquares` takes for the channels that join after others have, in the units of `Work`: a feature that joins m
 * others is taken from F rows, and the weights of n filters are solved anew.
 *
 * @param joined channels of the layer
 * @param joining how many more
 */
export function joiningWork(convolution: ConvolutionForm, joined: number, joining: number): number {
  const { channels, filters, blocks } = convolution;
  const features = featureCount(convolution);
  const perChannel = features / channels;
  const all = (m: number) =>
    (features * m ** 2 + (filters / blocks) * m ** 2) / 2 + features * (filters / blocks) * m + m ** 3 / 6;
  return scalarCost() * (all(perChannel * (joined + joining)) - all(perChannel * joined));
}

/** What the inverse among the channels that have joined takes, likewise. */
export const inverseWork = (convolution: ConvolutionForm, joined: number): number =>
  (scalarCost() * ((featureCount(convolution) / convolution.channels) * joined) ** 3) / 2;
