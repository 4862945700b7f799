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

/**
 * What a layer makes of its inputs' channels, the entries of their last axis: each output channel is the same one of
 * every input (`keep`), m neighbouring outputs are one input channel (`spread`), the inputs stand side by side
 * (`concatenate`), the tensor is read in another shape (`reshape`), or the outputs are new channels made of all (`mix`).
 * Layers with `locks` need all channels, for the reason given, which completes 'read by layer "x", which ...'.
 */
export type ChannelFlow = 'keep' | 'spread' | 'concatenate' | 'reshape' | 'mix' | { readonly locks: string };

/** Axes of a weight along which the layer's input channels and its output channels lie; negative from the end. */
export interface WeightAxes {
  readonly input?: number;
  readonly output?: number;
}

/**
 * A kind of layer: everything Espalier knows about one Keras class. Shapes include the batch axis as -1. What is left
 * out is as for a function of single entries: same shape, same channels, no weights, no multiply-adds.
 */
export interface LayerKind<Config> {
  schema: z.ZodType<Config>;
  channelFlow?: ChannelFlow | ((config: Config, inputs: Shape[]) => ChannelFlow);
  outputShape?(config: Config, inputs: Shape[]): Shape;
  /** Shapes of the layer's weights, in Keras order. */
  weightShapes?(config: Config, inputs: Shape[]): Record<string, number[]>;
  weightAxes?: Readonly<Record<string, WeightAxes>>;
  /** What the configuration says when the layer makes `channels` channels. */
  resize?(config: Readonly<Record<string, unknown>>, channels: number): Record<string, unknown>;
  /** Multiply-adds for one sample. */
  flops?(config: Config, input: Shape, output: Shape): number;
  apply(call: LayerCall<Config>): tf.Tensor;
}

/** A layer kind with its configuration type hidden: the configuration is parsed on the way in. */
export interface AnyLayerKind {
  readonly weightAxes: Readonly<Record<string, WeightAxes>>;
  channelFlow(config: unknown, inputs: Shape[]): ChannelFlow;
  outputShape(config: unknown, inputs: Shape[]): Shape;
  weightShapes(config: unknown, inputs: Shape[]): Record<string, number[]>;
  resize(config: Readonly<Record<string, unknown>>, channels: number): Record<string, unknown>;
  flops(config: unknown, input: Shape, output: Shape): number;
  apply(call: LayerCall<unknown>): tf.Tensor;
}

export function defineLayer<Config>(kind: LayerKind<Config>): AnyLayerKind {
  const parsed = new WeakMap<object, Config>();
  const parse = (raw: unknown): Config => {
    if (typeof raw !== 'object' || raw === null) return parseConfig(kind.schema, raw);
    const known = parsed.get(raw);
    if (known !== undefined) return known;
    const config = parseConfig(kind.schema, raw);
    parsed.set(raw, config);
    return config;
  };
  const { channelFlow = 'keep' } = kind;
  return {
    weightAxes: kind.weightAxes ?? {},
    channelFlow: (config, inputs) =>
      typeof channelFlow === 'function' ? channelFlow(parse(config), inputs) : channelFlow,
    outputShape: (config, inputs) => kind.outputShape?.(parse(config), inputs) ?? singleInput(inputs),
    weightShapes: (config, inputs) => kind.weightShapes?.(parse(config), inputs) ?? {},
    resize: (config, channels) => kind.resize?.(config, channels) ?? config,
    flops: (config, input, output) => kind.flops?.(parse(config), input, output) ?? 0,
    apply: (call) => kind.apply({ ...call, config: parse(call.config) }),
  };
}

function parseConfig<Config>(schema: z.ZodType<Config>, raw: unknown): Config {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const at = issue?.path.join('.') || 'its configuration';
  throw new Error(`${at} is not supported as it stands (${issue?.message})`);
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

/** Entries of a sample: the product of all axes but the batch. */
export const sampleSize = (shape: Shape): number => shape.slice(1).reduce((product, size) => product * size, 1);
