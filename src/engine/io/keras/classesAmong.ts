import type { Layer, Shape } from '../../network/network';

/**
 * The output that tells the classes: the one behind a softmax, else a sigmoid, else the first row of scores that a
 * dense layer makes, else the first of all.
 *
 * @param shapes of every layer's output
 */
export function classesAmong(
  layers: readonly Layer[],
  shapes: ReadonlyMap<string, Shape>,
  outputs: ReadonlyArray<{ readonly layer: string }>,
): string {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const candidates = outputs.flatMap(({ layer }) => byName.get(layer) ?? []);
  const activationOf = ({ className, config }: Layer) => (className === 'Softmax' ? 'softmax' : config.activation);
  const isRow = ({ name }: Layer) => shapes.get(name)?.length === 2;
  const best =
    candidates.find((layer) => activationOf(layer) === 'softmax') ??
    candidates.find((layer) => activationOf(layer) === 'sigmoid' && isRow(layer)) ??
    candidates.find((layer) => layer.className === 'Dense' && isRow(layer)) ??
    candidates[0];
  return best?.name ?? '';
}
