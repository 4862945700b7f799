import { featureCount } from '../layerwise/moments';
import type { ConvolutionForm } from '../network/layers/convolutionForm';

/**
 * What the moments of a layer take, in the units of `Work`: for as many columns of Phi as the layer has filters, a pass
 * through it and back.
 *
 * @param pass of all samples through the layer
 */
export const momentsWork = (convolution: ConvolutionForm, pass: number): number =>
  2 * densePass(convolution, pass) * Math.ceil(featureCount(convolution) / convolution.filters);

/** A pass through a layer as selecting makes it: a grouped convolution's kernel then stands among zeros. */
export const densePass = ({ blocks }: ConvolutionForm, pass: number): number => blocks * pass;
