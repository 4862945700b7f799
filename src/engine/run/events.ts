import { z } from 'zod';
import { type ErrorCode, isErrorCode } from '../../words/errors';
import { refusals } from '../../words/refusals';
import { loggedRecipeSchema } from '../recipe/common';
import { scoreCount } from './scores';

/** Of the events below; logs of earlier versions are brought up to it by `src/runs/migrations`. */
export const eventVersion = 3;

const count = z.int().min(0);

const spreadSchema = z.object({ median: z.number(), q1: z.number(), q3: z.number() });

const latencySchema = z.object({
  /** Images in the batch. */
  images: count,
  /** Runs of each network. */
  runs: count,
  baseline: spreadSchema,
  pruned: spreadSchema,
});

/** Channels by group. */
const countsSchema = z.record(z.string(), count);

/** Of an accuracy or a gap: 95%. */
const intervalShape = { low: z.number(), high: z.number() };

const errorGapSchema = z.object({
  /** How much larger a share of the test images is classified wrongly than by the baseline; negative if a smaller one. */
  gap: z.number(),
  /** Paired. */
  ...intervalShape,
  /** Images that only the baseline classifies rightly. */
  baselineOnly: count,
  /** Images that only this network classifies rightly. */
  prunedOnly: count,
});

/** What a sparse layer, or a network with such layers, has of kernels or single weights that may be zero, and keeps. */
const sparseShape = {
  /** 2-D kernels, one for each pair of input and output channel, or single weights. */
  unit: z.enum(['kernel', 'weight']),
  units: count,
  kept: count,
};

const sparseLayerSchema = z.object({ layer: z.string(), ...sparseShape });

/** A layer of which some kernels or weights are zero and stay so. */
export type SparseLayer = z.infer<typeof sparseLayerSchema>;

const sparseSchema = z.object({
  ...sparseShape,
  /** Trained weights but those that are held at zero. */
  weights: count,
  /**
   * As stored: 32 bits for every weight that is not held at zero, averages of batch norms among them, and of every sparse
   * layer one bit for each of its kernels, or weights, that says whether it is kept.
   */
  storedBytes: count,
});

const measuredSchema = z.object({
  /** Share of test images classified as they are labelled. */
  accuracy: z.number(),
  /** Wilson's. */
  ...intervalShape,
  /** Test images that it was measured on. */
  images: count,
  /** From the baseline, but of the baseline itself; logs before version 3 do not tell. */
  gap: errorGapSchema.exactOptional(),
  /** The labels are what the network itself predicted before it was pruned: accuracy is agreement with that. */
  isAgreement: z.boolean(),
  /** Trained weights. */
  params: count,
  /** Multiply-adds for one image. */
  flops: z.number(),
  /** Bytes of all weights as float32. */
  bytes: count,
  /** Of a network that keeps all its channels, but not all their kernels or weights. */
  sparse: sparseSchema.exactOptional(),
});

export type Measured = z.infer<typeof measuredSchema>;

/** A network that is measured. */
const networkSchema = z.enum(['baseline', 'selected', 'pruned', 'scratch']);

export type MeasuredNetwork = z.infer<typeof networkSchema>;

const layerOutcomeSchema = z.object({
  name: z.string(),
  channels: count,
  /** Selected input channels, ascending. */
  kept: z.array(count),
});

export type LayerOutcome = z.infer<typeof layerOutcomeSchema>;

const phaseSchema = z.enum(['baseline', 'auxiliary', 'selection', 'fine-tuning', 'scratch', 'evaluation']);

export type Phase = z.infer<typeof phaseSchema>;

const failureSchema = z.object({
  code: z.custom<ErrorCode>(isErrorCode, 'no code of an error'),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** What went wrong in a run that went on all the same: an error's data. */
export type RunFailure = z.infer<typeof failureSchema>;

const compressedSchema = z.object({
  /** How its weights are stored. */
  id: z.string(),
  /** The gap is from the pruned network, and so are the sizes. */
  measured: measuredSchema,
  /** The gap from the baseline; logs of earlier builds do not tell. */
  baselineGap: errorGapSchema.exactOptional(),
  /**
   * Bytes of all weights as they are stored: codes, scales and tables, and what stays in 32 bits. Files of TensorFlow.js store
   * what is held at zero too; formats of their own store an index of it instead, as `sparseSchema` does, but Deep Compression,
   * which has distances between weights.
   */
  storedBytes: count,
  /** It was trained with its rounded weights for so many; absent where it was stored as it was. */
  epochs: count.exactOptional(),
  /** Why that training ended early: the weights are those of before it diverged. */
  stopped: failureSchema.exactOptional(),
});

/** The pruned network in fewer bits. */
export type CompressedNetwork = z.infer<typeof compressedSchema>;

/** What came of a target other than the rate. */
const searchSchema = z.object({
  /** Networks that were made. */
  tried: count,
  /** Which of them is the result, counted from 1. */
  kept: count,
  isMet: z.boolean(),
  /** Narrower networks that were timed, where a time was the target; logs of earlier builds do not tell. */
  timed: count.exactOptional(),
  /** That its widths are multiples of, likewise. */
  multiple: count.exactOptional(),
  /** Validation images that it was decided on; absent where a size was the target, or in logs of earlier builds. */
  images: count.exactOptional(),
  /** Share of them that the opened network classifies rightly; logs of earlier builds do not tell. */
  opened: z.object({ accuracy: z.number(), ...intervalShape }).exactOptional(),
});

/** Logs before version 3 do not tell. */
const imageCountsSchema = z.object({ train: count, validation: count, test: count });

export type ImageCounts = z.infer<typeof imageCountsSchema>;

const reportSchema = z.object({
  network: z.string(),
  dataset: z.object({ name: z.string(), images: imageCountsSchema.exactOptional() }),
  method: loggedRecipeSchema.shape.method,
  /** That the recipe is, if it is one; logs before version 3 do not tell. */
  preset: z.string().exactOptional(),
  baseline: measuredSchema,
  /** After surgery, before the final fine-tuning. */
  selected: measuredSchema,
  pruned: measuredSchema,
  /** The same widths trained from scratch as the pruned network was fine-tuned, but for a teacher, if that was asked for. */
  scratch: measuredSchema.exactOptional(),
  /** The pruned network in fewer bits, where that was asked for. */
  compressed: z.array(compressedSchema).exactOptional(),
  /** Of the baseline and of the pruned network, by the images in a batch. */
  latency: z.array(latencySchema),
  layers: z.array(layerOutcomeSchema),
  /** Of methods that leave channels alone. */
  sparseLayers: z.array(sparseLayerSchema).exactOptional(),
  /** Absent where the recipe's rates were the target. */
  search: searchSchema.exactOptional(),
  /** Why fine-tuning ended early: the weights are those of before it diverged. */
  stopped: failureSchema.exactOptional(),
  /** Why training from scratch did, likewise. */
  scratchStopped: failureSchema.exactOptional(),
  /** Logs before version 3 do not tell of `scratch`. */
  seconds: z.partialRecord(phaseSchema, z.number()),
  seed: z.number(),
  backend: z.string(),
});

export type Report = z.infer<typeof reportSchema>;

export type Search = z.infer<typeof searchSchema>;

/** How a run stays within the backend's memory. */
const memoryUseSchema = z.object({
  /** Bytes that it may take. */
  budget: z.number(),
  /** What each phase takes at its most, by estimate. */
  phases: z.array(z.object({ phase: phaseSchema, bytes: z.number() })),
  /** Images evaluated at a time. */
  evaluationBatch: count,
  batchSize: count,
  /** Images of a batch that are in hand at a time in training; batch norms see as many, their averages move by each part. */
  trainingPart: count,
  /** The same in a selection on samples, whose steps stay those of whole batches. */
  selectionPart: count.exactOptional(),
  /** Images that such a selection works on. */
  samples: count.exactOptional(),
  /** Layers of whose samples only `kept` stay in memory: the others are computed anew for every step. */
  recomputed: z.array(z.object({ layer: z.string(), kept: count })),
});

export type MemoryUse = z.infer<typeof memoryUseSchema>;

/** What a phase works on; with `head` and `layer` comes the name of the layer. */
const subjectSchema = z.enum([
  'network',
  'labels',
  'heads',
  'head',
  'own-loss',
  'scales',
  'splicing',
  'layer',
  'scores',
  'sensitivity',
  'surgery',
  'validation',
  'pruned',
  'scratch',
  'compressed',
  'latency',
]);

export type Subject = z.infer<typeof subjectSchema>;

/** L_M, L_S and the loss that is minimised. */
const lossesShape = {
  reconstruction: z.number().exactOptional(),
  discrimination: z.number().exactOptional(),
  joint: z.number().exactOptional(),
};

const lossesSchema = z.object(lossesShape);

export type Losses = z.infer<typeof lossesSchema>;

const event = <const Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.object({ type: z.literal(type), ...shape });

/** What a run tells, in order; the only language between the engine and the rest. Plain JSON. */
const runEventSchema = z.discriminatedUnion('type', [
  event('started', {
    version: z.literal(eventVersion),
    recipe: loggedRecipeSchema,
    network: z.string(),
    dataset: z.string(),
    backend: z.string(),
    images: imageCountsSchema.exactOptional(),
    /** The pruned widths are also trained from scratch. */
    trainsScratch: z.boolean().exactOptional(),
    layers: z.array(z.object({ name: z.string(), channels: count, keeps: count })),
    /** Layers that auxiliary losses read: fewer than the recipe asks for where the network has no more places. */
    losses: z.array(z.string()).exactOptional(),
  }),
  event('memory', { use: memoryUseSchema }),
  event('phase', { phase: phaseSchema, what: subjectSchema, layer: z.string().exactOptional() }),
  /** `done` of `total`, in units of about equal time, and how many seconds the rest will take, once that can be told. */
  event('progress', { done: z.number(), total: z.number(), secondsLeft: z.number().exactOptional() }),
  event('measured', { which: networkSchema, measured: measuredSchema }),
  event('compressed', { compressed: compressedSchema }),
  /** How the opened network answers validation images, plain and mirrored, and whether training mirrors them. */
  event('mirroring', { images: count, plain: z.number(), mirrored: z.number(), mirrors: z.boolean() }),
  event('latency', { latency: latencySchema }),
  /** Fine-tuning, or training from scratch, diverged and ended early; the run goes on with the weights that were last sound. */
  event('stopped', { reason: failureSchema, phase: z.literal('scratch').exactOptional() }),
  /** Step `step` of `steps`, counted from 1, and the epoch that it is in. */
  event('training', {
    phase: z.enum(['auxiliary', 'fine-tuning', 'scratch']),
    step: count,
    steps: count,
    epoch: count.exactOptional(),
    loss: z.number(),
  }),
  /** Shares of some validation images that are classified rightly after an epoch, or before the first, and by the opened network. */
  event('epoch', {
    phase: z.enum(['fine-tuning', 'scratch']),
    /** Epochs trained so far. */
    epoch: count,
    images: count,
    accuracy: z.number(),
    baseline: z.number(),
  }),
  /**
   * Fine-tuning has worsened the network, by shares of the watched images: it begins again from the weights of before, with
   * the next lower learning rate.
   */
  event('gentler', {
    images: count,
    before: z.number(),
    after: z.number(),
    learningRate: z.number(),
    next: z.number(),
  }),
  /** What training with the auxiliary losses has done to the network's accuracy on the validation images. */
  event('tuned', { phase: z.literal('auxiliary'), images: count, before: z.number(), after: z.number() }),
  event('selection', {
    layer: z.string(),
    /** Channels selected before this step. */
    step: count,
    /** Channels that join, best first. */
    chosen: z.array(count),
    /** Score of every input channel, zero for those selected before, as `encodeScores` writes them. */
    scores: z
      .base64()
      .refine((text) => Number.isInteger(scoreCount(text)), { error: () => refusals.base64 })
      .exactOptional(),
    /** Before these channels join. */
    ...lossesShape,
  }),
  /** What is kept of a layer's kernels, or weights, once the method is done with it. */
  event('thinned', { layer: sparseLayerSchema }),
  event('sensitivity', {
    layer: z.string(),
    /** Channels of the group, ascending. */
    kept: z.array(count),
    /** The loss beside the unpruned network's, in nats, with only so many. */
    loss: z.array(z.number()),
    /** Shares of so many validation images that are classified rightly then, and by the unpruned network. */
    validation: z.object({ images: count, whole: z.number(), accuracy: z.array(z.number()) }).exactOptional(),
  }),
  /** How many channels each group keeps in the network that is made next, by id: what was selected before is void. */
  event('widths', { counts: countsSchema }),
  /** A network of a search is made and measured. */
  event('try', {
    /** From 1, of at most `most`. */
    number: count,
    most: count,
    widths: countsSchema,
    flops: z.number(),
    params: count,
    /** From the unpruned network, on so many validation images. */
    gap: errorGapSchema,
    images: count,
    isMet: z.boolean(),
  }),
  /** With the losses once the last channels have joined. */
  event('selected', {
    layer: z.string(),
    kept: z.array(count),
    ...lossesShape,
    /** What the network costs with what groups keep so far, all other channels left in it; logs of earlier builds do not tell. */
    left: z.object({ params: count, flops: z.number() }).exactOptional(),
  }),
  event('finished', { report: reportSchema }),
]);

export type RunEvent = z.infer<typeof runEventSchema>;

/** An event in a log: which run told it, and when, in milliseconds since the epoch. */
export const loggedEventSchema = z.object({ run: z.string().min(1), at: z.number() }).and(runEventSchema);

export type LoggedEvent = z.infer<typeof loggedEventSchema>;
