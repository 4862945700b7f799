/**
 * Keras's own rule for the order of a functional model's layers, written down as its source goes about it, call by call
 * and recursive: an oracle for what is written by position. Reads a written configuration alone.
 */
import { z } from 'zod';

const historySchema = z.tuple([z.string(), z.int(), z.int()]);
const configSchema = z.object({
  layers: z.array(z.object({ name: z.string(), class_name: z.string(), inbound_nodes: z.array(z.unknown()) })),
  output_layers: z.unknown(),
});

type History = z.infer<typeof historySchema>;

function histories(value: unknown): History[] {
  const leaf = z.tuple([z.string(), z.int(), z.int()]).rest(z.unknown()).safeParse(value);
  if (leaf.success) return [[leaf.data[0], leaf.data[1], leaf.data[2]]];
  if (Array.isArray(value)) return value.flatMap(histories);
  if (typeof value !== 'object' || value === null) return [];
  if ('keras_history' in value) return histories(value.keras_history);
  const keys = Object.keys(value);
  const isDictionary = !keys.includes('class_name') && !keys.includes('args');
  return Object.entries(value)
    .sort(([a], [b]) => (isDictionary ? (a < b ? -1 : 1) : 0))
    .flatMap(([, inner]) => histories(inner));
}

interface CallNode {
  readonly layer: string;
  readonly parents: CallNode[];
}

/** Layers in Keras's order, with their classes. @param config of the model, as Keras 2 or 3 writes it */
export function literalOrder(config: unknown): Array<{ name: string; className: string }> {
  const { layers, output_layers } = configSchema.parse(config);
  const nodes = new Map<string, CallNode>();
  for (const { name, inbound_nodes } of layers)
    for (let call = 0; call < Math.max(1, inbound_nodes.length); call++)
      nodes.set(`${name} ${call}`, { layer: name, parents: [] });
  for (const { name, inbound_nodes } of layers)
    for (const [call, node] of inbound_nodes.entries())
      for (const [from, index] of histories(node))
        nodes.get(`${name} ${call}`)!.parents.push(nodes.get(`${from} ${index}`)!);

  const finished = new Set<CallNode>();
  const decreasing: CallNode[] = [];
  const indices = new Map<string, number>();
  const build = (node: CallNode): void => {
    if (finished.has(node)) return;
    if (!indices.has(node.layer)) indices.set(node.layer, indices.size);
    for (const parent of node.parents) build(parent);
    finished.add(node);
    decreasing.push(node);
  };
  for (const [name, index] of histories(output_layers)) build(nodes.get(`${name} ${index}`)!);

  const nodeDepths = new Map<CallNode, number>();
  const layerDepths = new Map<string, number>();
  for (const node of decreasing.reverse()) {
    const depth = Math.max(nodeDepths.get(node) ?? 0, layerDepths.get(node.layer) ?? 0);
    layerDepths.set(node.layer, depth);
    nodeDepths.set(node, depth);
    for (const parent of node.parents) nodeDepths.set(parent, Math.max(depth + 1, nodeDepths.get(parent) ?? 0));
  }
  const classes = new Map(layers.map(({ name, class_name }) => [name, class_name]));
  const depths = [...new Set(layerDepths.values())].sort((a, b) => b - a);
  return depths.flatMap((depth) =>
    [...layerDepths.keys()]
      .filter((name) => layerDepths.get(name) === depth)
      .sort((a, b) => indices.get(a)! - indices.get(b)!)
      .map((name) => ({ name, className: classes.get(name)! })),
  );
}
