import type { Cost } from '../network/cost';
import type { LoggedRecipe } from '../recipe/common';
import type { Latency } from '../train/latency';

export interface Measured extends Cost {
  /** Share of test images classified as they are labelled. */
  accuracy: number;
  /** Test images that it was measured on. */
  images: number;
  /** The labels are what the network itself predicted before it was pruned: accuracy is agreement with that. */
  isAgreement: boolean;
}

export interface LayerOutcome {
  name: string;
  channels: number;
  /** Selected input channels, ascending. */
  kept: number[];
}

export type Phase = 'baseline' | 'auxiliary' | 'selection' | 'fine-tuning' | 'evaluation';

/** What a phase works on; with `head` and `layer` comes the name of the layer. */
export type Subject = 'labels' | 'network' | 'heads' | 'head' | 'own-loss' | 'layer' | 'surgery' | 'pruned' | 'latency';

export interface Report {
  baseline: Measured;
  /** After surgery, before the final fine-tuning. */
  selected: Measured;
  pruned: Measured;
  /** Of the baseline and of the pruned network. */
  latency: Latency;
  layers: LayerOutcome[];
  /** Why fine-tuning ended early and what to do, in one line: the weights are those of before it diverged. */
  stopped?: string;
  seconds: Record<Phase, number>;
  seed: number;
  backend: string;
}

/** How a run stays within the backend's memory. */
export interface MemoryUse {
  /** Bytes that it may take. */
  budget: number;
  /** What each phase takes at its most, by estimate. */
  phases: Array<{ phase: Phase; bytes: number }>;
  /** Images evaluated at a time. */
  evaluationBatch: number;
  batchSize: number;
  /** Images of a batch that are in hand at a time in training; batch norms see as many, their averages move by each part. */
  trainingPart: number;
  /** The same in the selection, whose steps stay those of whole batches. */
  selectionPart: number;
  samples: number;
  /** Layers of whose samples only `kept` stay in memory: the others are computed anew for every step. */
  recomputed: Array<{ layer: string; kept: number }>;
}

/** What a run tells, in order; the only language between the engine and the rest. Plain JSON. */
export type RunEvent =
  | {
      type: 'started';
      recipe: LoggedRecipe;
      network: string;
      dataset: string;
      backend: string;
      layers: Array<{ name: string; channels: number; keeps: number }>;
      /** Layers that auxiliary losses read: fewer than the recipe asks for where the network has no more places. */
      losses: string[];
    }
  | { type: 'memory'; use: MemoryUse }
  | { type: 'phase'; phase: Phase; what: Subject; layer?: string }
  /** `done` of `total`, in units of about equal time, and how many seconds the rest will take, once that can be told. */
  | { type: 'progress'; done: number; total: number; secondsLeft?: number }
  | { type: 'measured'; which: 'baseline' | 'selected' | 'pruned'; measured: Measured }
  | { type: 'latency'; latency: Latency }
  /** Fine-tuning diverged, and ended early; the run goes on with the weights that were last sound. */
  | { type: 'stopped'; reason: string }
  | { type: 'training'; phase: 'auxiliary' | 'fine-tuning'; step: number; loss: number }
  | {
      type: 'selection';
      layer: string;
      /** Channels selected before this step. */
      step: number;
      /** Channels that join, best first. */
      chosen: number[];
      /** Score of every input channel; zero for those selected before. */
      scores: number[];
      reconstruction: number;
      discrimination: number;
      joint: number;
    }
  | { type: 'selected'; layer: string; kept: number[] }
  | { type: 'finished'; report: Report };
