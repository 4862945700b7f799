import { InputError, messageOf } from '../errors';
import { limits } from '../limits';
import { kindOf } from './layers';
import type { Layer, Network, Shape } from './network';

/** Output shape of every layer, the batch axis as -1. @throws InputError naming the layer whose inputs do not fit */
export function outputShapes(network: Pick<Network, 'layers'>): Map<string, Shape> {
  const shapes = new Map<string, Shape>();
  for (const layer of network.layers)
    shapes.set(
      layer.name,
      ofThisLayer(layer, () => shapeOf(layer, shapes)),
    );
  return shapes;
}

/** Work on a layer's configuration, which is an input like any other. @throws InputError naming the layer */
export function ofThisLayer<Result>({ name, className }: Layer, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const refusal = error instanceof InputError ? error : new InputError('layer.fault', { message: messageOf(error) });
    throw refusal.within({ layer: name, className });
  }
}

function shapeOf(layer: Layer, shapes: Map<string, Shape>): Shape {
  const shape = kindOf(layer).outputShape(layer.config, inputShapes(layer.inputs, shapes));
  const [, ...sizes] = shape;
  checkEntries(sizes);
  return shape;
}

/** @throws InputError if a tensor of `sizes` has no whole number of entries, or more than anyone has memory for */
function checkEntries(sizes: readonly number[]): void {
  const entries = sizes.reduce((product, size) => product * size, 1);
  if (!sizes.every((size) => Number.isInteger(size) && size > 0) || entries > limits.entries)
    throw new InputError('layer.output-size', { shape: sizes.join() });
}

export function inputShapes(inputs: readonly string[], shapes: ReadonlyMap<string, Shape>): Shape[] {
  return inputs.map((name) => {
    const shape = shapes.get(name);
    if (!shape) throw new InputError('layer.order', { layer: name });
    return shape;
  });
}
