import { z } from 'zod';
import { layerKinds } from '../network/layers';
import type { Layer, Network } from '../network/network';

const nodeSchema = z.array(z.array(z.tuple([z.string(), z.int(), z.int()]).rest(z.unknown())));

const kerasLayerSchema = z.object({
  class_name: z.string(),
  name: z.string().optional(),
  config: z.record(z.string(), z.unknown()),
  inbound_nodes: nodeSchema.optional(),
});

const endSchema = z.array(z.tuple([z.string(), z.int(), z.int()]));

const functionalSchema = z.object({
  class_name: z.enum(['Functional', 'Model']),
  config: z.object({
    name: z.string(),
    layers: z.array(kerasLayerSchema),
    input_layers: endSchema,
    output_layers: endSchema,
  }),
});

const sequentialSchema = z.object({
  class_name: z.literal('Sequential'),
  config: z.object({ name: z.string().optional(), layers: z.array(kerasLayerSchema) }),
});

export const topologySchema = z.object({
  model_config: z.discriminatedUnion('class_name', [functionalSchema, sequentialSchema]),
});

type Graph = Omit<Network, 'weights'>;

/** The layers of a Keras 2 topology (Functional or Sequential). @throws naming the layer that is not understood. */
export function readTopology(topology: unknown): Graph {
  const { model_config: model } = topologySchema.parse(topology);
  return model.class_name === 'Sequential'
    ? readSequential(model.config.name ?? 'sequential', model.config.layers)
    : readFunctional(model.config);
}

type KerasLayer = z.infer<typeof kerasLayerSchema>;

function readSequential(name: string, kerasLayers: KerasLayer[]): Graph {
  const layers: Layer[] = [];
  for (const kerasLayer of kerasLayers) {
    const inputShape = kerasLayer.config.batch_input_shape;
    if (layers.length === 0 && kerasLayer.class_name !== 'InputLayer') {
      if (!inputShape) throw new Error(`the first layer, "${nameOf(kerasLayer)}", gives no input shape`);
      layers.push({ name: 'input', className: 'InputLayer', config: { batch_input_shape: inputShape }, inputs: [] });
    }
    const previous = layers.at(-1);
    layers.push(toLayer(kerasLayer, previous ? [previous.name] : []));
  }
  const [first] = layers;
  const last = layers.at(-1);
  if (!first || !last) throw new Error('the network has no layers');
  return { name, layers, input: first.name, output: last.name };
}

function readFunctional(config: z.infer<typeof functionalSchema>['config']): Graph {
  const [input, ...otherInputs] = config.input_layers;
  const [output, ...otherOutputs] = config.output_layers;
  if (!input || !output || otherInputs.length > 0 || otherOutputs.length > 0)
    throw new Error('networks of one input and one output are supported; this one has others');
  const layers = config.layers.map((layer) => {
    const [node, ...others] = layer.inbound_nodes ?? [];
    if (others.length > 0) throw new Error(`layer "${nameOf(layer)}" is shared (called more than once): not supported`);
    return toLayer(
      layer,
      (node ?? []).map(([name]) => name),
    );
  });
  return { name: config.name, layers: inTopologicalOrder(layers), input: input[0], output: output[0] };
}

function nameOf(layer: KerasLayer): string {
  return layer.name ?? String(layer.config.name);
}

function toLayer(layer: KerasLayer, inputs: string[]): Layer {
  const name = nameOf(layer);
  if (!layerKinds[layer.class_name])
    throw new Error(
      `layer "${name}" is of class ${layer.class_name}, which is not supported; supported: ${Object.keys(layerKinds).join(', ')}`,
    );
  return { name, className: layer.class_name, config: layer.config, inputs };
}

function inTopologicalOrder(layers: Layer[]): Layer[] {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const ordered = new Set<Layer>();
  const open = new Set<Layer>();
  const visit = (layer: Layer) => {
    if (ordered.has(layer)) return;
    if (open.has(layer)) throw new Error(`layer "${layer.name}" reads its own output`);
    open.add(layer);
    for (const input of layer.inputs) {
      const producer = byName.get(input);
      if (!producer) throw new Error(`layer "${layer.name}" reads "${input}", which does not exist`);
      visit(producer);
    }
    ordered.add(layer);
  };
  for (const layer of layers) visit(layer);
  return [...ordered];
}

/** The Keras 2 topology of a network, as TensorFlow.js loads it. */
export function writeTopology({ name, layers, input, output }: Graph): z.input<typeof topologySchema> {
  return {
    model_config: {
      class_name: 'Functional',
      config: {
        name,
        layers: layers.map((layer) => ({
          class_name: layer.className,
          name: layer.name,
          config: { ...layer.config, name: layer.name },
          inbound_nodes: layer.inputs.length > 0 ? [layer.inputs.map(inboundFrom)] : [],
        })),
        input_layers: [[input, 0, 0]],
        output_layers: [[output, 0, 0]],
      },
    },
  };
}

const inboundFrom = (name: string): [string, number, number, unknown] => [name, 0, 0, {}];
