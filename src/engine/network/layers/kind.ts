import type * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import type { Lock } from '../../../words/reasons';
import { InputError } from '../../errors';
import type { Shape } from '../network';
import type { ConvolutionForm } from './convolutionForm';

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
 * Layers with `lock` need all channels, for the reason given.
 */
export type ChannelFlow = 'keep' | 'spread' | 'concatenate' | 'reshape' | 'mix' | { readonly lock: Lock };

/**
 * Axes of a weight along which the layer's input channels and its output channels lie; negative from the end. Where the layer
 * divides them into blocks, the outputs of each have the input channels of their own block alone.
 */
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
  /** Into how many blocks a layer that mixes channels divides them, each of its own inputs and outputs; 1 if left out. */
  blocks?(config: Config): number;
  outputShape?(config: Config, inputs: Shape[]): Shape;
  /** Shapes of the layer's weights, in Keras order. */
  weightShapes?(config: Config, inputs: Shape[]): Record<string, number[]>;
  weightAxes?: Readonly<Record<string, WeightAxes>>;
  /** What the configuration says when the layer makes `channels` channels. */
  resize?(config: Readonly<Record<string, unknown>>, channels: number): Record<string, unknown>;
  /**
   * The layer as a convolution, by which the channels that it mixes are selected; for kinds that mix them.
   *
   * @param period input channels after which the same ones come again, as those of an image do along a flattened one
   */
  asConvolution?(config: Config, input: Shape, period: number): ConvolutionForm;
  /** Multiply-adds for one sample. */
  flops?(config: Config, input: Shape, output: Shape): number;
  apply(call: LayerCall<Config>): tf.Tensor;
}

/** A layer kind with its configuration type hidden: the configuration is parsed on the way in. */
export interface AnyLayerKind {
  /** Whether the layer may make new channels of all that it reads. */
  readonly mixes: boolean;
  readonly weightAxes: Readonly<Record<string, WeightAxes>>;
  /** The settings that the kind reads; undefined for a kind that reads all. */
  readonly settings: readonly string[] | undefined;
  /** Settings that may change what the layer computes and that the kind does not read. */
  strangeSettings(config: Readonly<Record<string, unknown>>): string[];
  channelFlow(config: unknown, inputs: Shape[]): ChannelFlow;
  blocks(config: unknown): number;
  outputShape(config: unknown, inputs: Shape[]): Shape;
  weightShapes(config: unknown, inputs: Shape[]): Record<string, number[]>;
  resize(config: Readonly<Record<string, unknown>>, channels: number): Record<string, unknown>;
  /** @throws Error where channels are not mixed */
  asConvolution(config: unknown, input: Shape, period: number): ConvolutionForm;
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
  const settings = keysOf(kind.schema);
  return {
    mixes: kind.asConvolution !== undefined,
    weightAxes: kind.weightAxes ?? {},
    settings,
    strangeSettings: (config) =>
      settings === undefined
        ? []
        : Object.keys(config).filter((key) => !settings.includes(key) && !isNeutral(key, config[key])),
    channelFlow: (config, inputs) =>
      typeof channelFlow === 'function' ? channelFlow(parse(config), inputs) : channelFlow,
    blocks: (config) => kind.blocks?.(parse(config)) ?? 1,
    outputShape: (config, inputs) => {
      const parsed = parse(config);
      return kind.outputShape?.(parsed, inputs) ?? singleInput(inputs);
    },
    weightShapes: (config, inputs) => kind.weightShapes?.(parse(config), inputs) ?? {},
    resize: (config, channels) => kind.resize?.(config, channels) ?? config,
    asConvolution: (config, input, period) => {
      if (!kind.asConvolution) throw new Error('a layer that mixes no channels is no convolution');
      return kind.asConvolution(parse(config), input, period);
    },
    flops: (config, input, output) => kind.flops?.(parse(config), input, output) ?? 0,
    apply: (call) => kind.apply({ ...call, config: parse(call.config) }),
  };
}

function keysOf(schema: z.ZodType): string[] | undefined {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  return schema instanceof z.ZodPipe && schema.in instanceof z.ZodType ? keysOf(schema.in) : undefined;
}

/** Settings that say where a layer comes from, how it was trained, or what it is called. */
const beside =
  /^(name|trainable|dtype|dtype_policy|autocast|batch_(input_)?shape|input_(shape|dim|dtype|length)|batch_size|seed|noise_shape|synchronized|fused|implementation|supports_masking|sparse|ragged|optional|value_range|build_config|renorm_momentum|.*_(initializer|regularizer|constraint))$/;

/** What a setting is when it does nothing. */
export function isNeutral(key: string, value: unknown): boolean {
  if (beside.test(key) || value === null || value === undefined || value === false) return true;
  if ((key === 'groups' && value === 1) || value === 'channels_last') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function parseConfig<Config>(schema: z.ZodType<Config>, raw: unknown): Config {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const setting = issue?.path.join('.');
  const message = issue?.message ?? '';
  throw setting
    ? new InputError('layer.setting', { setting, message })
    : new InputError('layer.configuration', { message });
}

/** The one input shape of a layer that reads a single tensor. */
export function singleInput(inputs: Shape[]): Shape {
  const [shape] = inputs;
  if (!shape || inputs.length !== 1) throw new InputError('layer.inputs', { count: inputs.length });
  return shape;
}

export function channelsOf(shape: Shape): number {
  const channels = shape[shape.length - 1];
  if (channels === undefined) throw new InputError('layer.channels');
  return channels;
}

/** Entries of a sample: the product of all axes but the batch. */
export const sampleSize = (shape: Shape): number => shape.slice(1).reduce((product, size) => product * size, 1);
