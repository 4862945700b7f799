import { kindOf } from './layers';
import type { Network, Shape } from './network';

/** Output shape of every layer, the batch axis as -1. @throws naming the layer whose inputs do not fit. */
export function outputShapes(network: Pick<Network, 'layers'>): Map<string, Shape> {
  const shapes = new Map<string, Shape>();
  for (const layer of network.layers) {
    try {
      shapes.set(layer.name, kindOf(layer).outputShape(layer.config, inputShapes(layer.inputs, shapes)));
    } catch (error) {
      throw new Error(`layer "${layer.name}" (${layer.className}): ${error instanceof Error ? error.message : error}`);
    }
  }
  return shapes;
}

export function inputShapes(inputs: readonly string[], shapes: Map<string, Shape>): Shape[] {
  return inputs.map((name) => {
    const shape = shapes.get(name);
    if (!shape) throw new Error(`reads layer "${name}", which does not come before it`);
    return shape;
  });
}
