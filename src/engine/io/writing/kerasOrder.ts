import { type Layer, ownerOf } from '../../network/network';

type Graph = { readonly layers: readonly Layer[]; readonly outputs: ReadonlyArray<{ layer: string; key?: string }> };

/**
 * The order in which Keras lists a functional model's layers, and so reads weights that files keep by position: those
 * farthest from the outputs first, and equals as a walk from the outputs comes to them. Layers that no output needs are
 * left out, as Keras leaves them out; inputs stay.
 *
 * @param graph every call of a layer by itself, topologically sorted
 * @returns names of layers, without further calls of theirs
 */
export function kerasOrder({ layers, outputs }: Graph): string[] {
  const calls = new Map(layers.map((layer) => [layer.name, layer]));
  const { found, left } = walk(
    calls,
    flattened(outputs).map(({ layer }) => layer),
  );
  const depthOfCall = new Map<string, number>();
  const depthOfLayer = new Map<string, number>();
  for (const call of left.toReversed()) {
    const owner = ownerOf(call);
    const depth = Math.max(depthOfCall.get(call.name) ?? 0, depthOfLayer.get(owner) ?? 0);
    depthOfCall.set(call.name, depth);
    depthOfLayer.set(owner, depth);
    for (const input of call.inputs) depthOfCall.set(input, Math.max(depth + 1, depthOfCall.get(input) ?? 0));
  }
  const unread = layers.filter(({ name, className }) => className === 'InputLayer' && !depthOfLayer.has(name));
  for (const { name } of unread) depthOfLayer.set(name, 0);
  const place = new Map([...unread.map(({ name }) => name), ...found].map((name, index) => [name, index]));
  return [...depthOfLayer.keys()].sort(
    (a, b) => depthOfLayer.get(b)! - depthOfLayer.get(a)! || place.get(a)! - place.get(b)!,
  );
}

/** Keras takes a dictionary's entries in the order of their keys. */
const flattened = (outputs: Graph['outputs']): Graph['outputs'] =>
  new Set(outputs.flatMap(({ key }) => key ?? [])).size === outputs.length
    ? outputs.toSorted((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1))
    : outputs;

/** Goes from calls to their inputs, first ones first: layers as they are found, calls as they are left. */
function walk(
  calls: ReadonlyMap<string, Layer>,
  from: readonly string[],
): { found: ReadonlySet<string>; left: readonly Layer[] } {
  const found = new Set<string>();
  const entered = new Set<string>();
  const left: Layer[] = [];
  const stack = from.toReversed().map((name) => ({ call: calls.get(name)!, isEntered: false }));
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { call, isEntered } = top;
    if (isEntered) left.push(call);
    if (isEntered || entered.has(call.name)) continue;
    entered.add(call.name);
    found.add(ownerOf(call));
    stack.push({ call, isEntered: true });
    for (const input of call.inputs.toReversed()) stack.push({ call: calls.get(input)!, isEntered: false });
  }
  return { found, left };
}
