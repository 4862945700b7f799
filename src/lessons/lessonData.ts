import { z } from 'zod';

const lossesSchema = z.object({ reconstruction: z.number(), discrimination: z.number(), joint: z.number() });

export type AllLosses = z.infer<typeof lossesSchema>;

/** A selection that was computed for a lesson by `npm run lessons`. */
const selectionSchema = z.object({
  layer: z.string(),
  /** The layer that the auxiliary head reads; the network's own loss if absent. */
  head: z.string().exactOptional(),
  lambda: z.number(),
  steps: z.array(z.object({ scores: z.array(z.number()), chosen: z.array(z.number()), losses: lossesSchema })),
  order: z.array(z.number()),
  losses: lossesSchema,
});

export type ComputedSelection = z.infer<typeof selectionSchema>;

const standingSchema = z.object({ accuracy: z.number(), low: z.number(), high: z.number(), loss: z.number() });

const mapsSchema = z.object({
  at: z.string(),
  height: z.number(),
  width: z.number(),
  /** The largest value of the layer, which is white. */
  most: z.number(),
  /** Bytes [channels, height, width]. */
  values: z.base64(),
});

/** An image, what channels see in it, and what it does to remove each of the first layer's. */
const channelSchema = z.object({
  classes: z.array(z.string()),
  label: z.number(),
  /** Test images that accuracies are of. */
  images: z.number(),
  /** Bytes [32, 32, 3]. */
  image: z.base64(),
  /** Softmax of the class scores. */
  shares: z.array(z.number()),
  standing: standingSchema,
  removed: z.array(z.object({ shares: z.array(z.number()), standing: standingSchema })),
  maps: z.array(mapsSchema),
});

export type ChannelData = z.infer<typeof channelSchema>;
export type ChannelMaps = z.infer<typeof mapsSchema>;

/** What lies beside the page in lessons/, by name, and its form. */
export const lessonDataSchemas = {
  harbour: z.array(selectionSchema),
  losses: z.array(selectionSchema),
  curve: selectionSchema,
  channel: channelSchema,
} as const;

export type LessonDataName = keyof typeof lessonDataSchemas;
