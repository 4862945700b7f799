import { kindOf } from '../network/layers';
import { isKernel, type Layer, type Network } from '../network/network';

/** A kernel of a layer that mixes channels. */
export interface InnerKernel {
  readonly layer: Layer;
  /** "layer/weight". */
  readonly key: string;
  /** Along which the filters lie. */
  readonly outputAxis: number;
}

/**
 * The kernels that are rounded to few values: those of convolutions and dense layers, but of the first layer and the
 * last, as XNOR-Net and DoReFa leave them. Depthwise ones, of a few weights a channel, stay as they are.
 */
export function innerKernels({ layers }: Pick<Network, 'layers'>): InnerKernel[] {
  const mixing = layers.filter((layer) => layer.shares === undefined && kindOf(layer).mixes);
  return mixing
    .slice(1, -1)
    .flatMap((layer) =>
      Object.entries(kindOf(layer).weightAxes).flatMap(([weight, { input, output }]) =>
        isKernel(weight) && input !== undefined && output !== undefined
          ? [{ layer, key: `${layer.name}/${weight}`, outputAxis: output }]
          : [],
      ),
    );
}
