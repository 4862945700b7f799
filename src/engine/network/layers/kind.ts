import type * as tf from '@tensorflow/tfjs';
import type { z } from 'zod';
import type { Shape } from '../network';

export interface LayerCall<Config> {
  config: Config;
  inputs: tf.Tensor[];
  weight(name: string): tf.Tensor;
  training: boolean;
  /** Hands over the next value of a weight that training moves without a gradient (batch-norm averages). */
  updateWeight(name: string, value: tf.Tensor): void;
  random(): number;
}

/** What a channel of the input becomes: itself (`keep`), a share of every output channel (`mix`), or a block of
 *  consecutive units (`flatten`). */
export type ChannelFlow = 'keep' | 'mix' | 'flatten';

/** A kind of layer: everything Espalier knows about one Keras class. Shapes include the batch axis as -1. */
export interface LayerKind<Config> {
  schema: z.ZodType<Config>;
  channelFlow: ChannelFlow;
  outputShape(config: Config, inputs: Shape[]): Shape;
  /** Shapes of the layer's weights, in Keras order. */
  weightShapes(config: Config, inputs: Shape[]): Record<string, number[]>;
  /** Multiply-adds for one sample. */
  flops(config: Config, input: Shape, output: Shape): number;
  apply(call: LayerCall<Config>): tf.Tensor;
}

/** A layer kind with its configuration type hidden: the configuration is parsed on the way in. */
export interface AnyLayerKind {
  channelFlow: ChannelFlow;
  outputShape(config: unknown, inputs: Shape[]): Shape;
  weightShapes(config: unknown, inputs: Shape[]): Record<string, number[]>;
  flops(config: unknown, input: Shape, output: Shape): number;
  apply(call: LayerCall<unknown>): tf.Tensor;
}

export const noWeights = (): Record<string, number[]> => ({});
export const noFlops = (): number => 0;

export function defineLayer<Config>(kind: LayerKind<Config>): AnyLayerKind {
  const parsed = new WeakMap<object, Config>();
  const parse = (raw: unknown): Config => {
    if (typeof raw !== 'object' || raw === null) return kind.schema.parse(raw);
    const known = parsed.get(raw);
    if (known !== undefined) return known;
    const config = kind.schema.parse(raw);
    parsed.set(raw, config);
    return config;
  };
  return {
    channelFlow: kind.channelFlow,
    outputShape: (config, inputs) => kind.outputShape(parse(config), inputs),
    weightShapes: (config, inputs) => kind.weightShapes(parse(config), inputs),
    flops: (config, input, output) => kind.flops(parse(config), input, output),
    apply: (call) => kind.apply({ ...call, config: parse(call.config) }),
  };
}

/** The one input shape of a layer that reads a single tensor. */
export function singleInput(inputs: Shape[]): Shape {
  const [shape] = inputs;
  if (!shape || inputs.length !== 1) throw new Error(`expected one input, found ${inputs.length}`);
  return shape;
}

export function channelsOf(shape: Shape): number {
  const channels = shape[shape.length - 1];
  if (channels === undefined) throw new Error('a shape without axes has no channels');
  return channels;
}
