import { z } from 'zod';

/** What becomes of a byte, 0 to 255, before a network sees it. */
export const scalingSchema = z.discriminatedUnion('kind', [
  /** As it is. */
  z.object({ kind: z.literal('bytes') }),
  /** 0 to 1. */
  z.object({ kind: z.literal('unit') }),
  /** -1 to 1. */
  z.object({ kind: z.literal('symmetric') }),
  /** (byte / 255 - mean) / deviation, channel by channel. */
  z.object({ kind: z.literal('standard'), mean: z.array(z.number()), deviation: z.array(z.number().positive()) }),
]);

export type Scaling = z.infer<typeof scalingSchema>;

/** The value of every byte in every channel: [channels, 256]. */
export function scalingTable(scaling: Scaling, channels: number): Float32Array {
  return Float32Array.from({ length: channels * 256 }, (_, entry) => scaled(scaling, entry % 256, entry >> 8));
}

function scaled(scaling: Scaling, byte: number, channel: number): number {
  switch (scaling.kind) {
    case 'bytes':
      return byte;
    case 'unit':
      return byte / 255;
    case 'symmetric':
      return byte / 127.5 - 1;
    case 'standard':
      return (byte / 255 - (scaling.mean[channel] ?? 0)) / (scaling.deviation[channel] ?? 1);
  }
}

/** The training images' mean and deviation of networks trained on ImageNet with PyTorch's recipe. */
export const imageNetScaling = {
  kind: 'standard',
  mean: [0.485, 0.456, 0.406],
  deviation: [0.229, 0.224, 0.225],
} as const satisfies Scaling;

/** What a scaling is known by: its kind, or that it is ImageNet's. */
export type ScalingId = Scaling['kind'] | 'imagenet';

export const scalingId = (scaling: Scaling): ScalingId =>
  scaling.kind === 'standard' && scaling.mean.join() === imageNetScaling.mean.join() ? 'imagenet' : scaling.kind;
