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
  /** What the second, third and fifth convolutions read. */
  maps: z.object({ second: mapsSchema, third: mapsSchema, fifth: mapsSchema }),
});

export type ChannelData = z.infer<typeof channelSchema>;
export type ChannelMaps = z.infer<typeof mapsSchema>;

/** What five methods' pruned networks get wrong, each alone. */
const mistakesSchema = z.object({
  classes: z.array(z.string()),
  /** Test images. */
  images: z.number(),
  /** Of fine-tuning after the cut. */
  epochs: z.number(),
  /** The share of channels that goes. */
  rate: z.number(),
  methods: z.array(
    z.object({
      method: z.string(),
      /** Test images that its network classifies rightly. */
      right: z.number(),
      /** Those that it alone gets wrong. */
      alone: z.number(),
      /** The first of these: bytes [32, 32, 3], what it is, and what the network says. */
      shown: z.array(z.object({ image: z.base64(), label: z.number(), answer: z.number() })),
    }),
  ),
});

export type Mistakes = z.infer<typeof mistakesSchema>;

/** What lies beside the page in lessons/, by name. */
export interface LessonData {
  readonly harbour: readonly ComputedSelection[];
  readonly losses: readonly ComputedSelection[];
  readonly curve: ComputedSelection;
  readonly channel: ChannelData;
  readonly mistakes: Mistakes;
}

export type LessonDataName = keyof LessonData;

/** The form of each. */
export const lessonDataSchemas: { readonly [Name in LessonDataName]: z.ZodType<LessonData[Name]> } = {
  harbour: z.array(selectionSchema),
  losses: z.array(selectionSchema),
  curve: selectionSchema,
  channel: channelSchema,
  mistakes: mistakesSchema,
};
