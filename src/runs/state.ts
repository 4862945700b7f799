import type {
  CompressedNetwork,
  ImageCounts,
  Losses,
  Measured,
  MeasuredNetwork,
  MemoryUse,
  Phase,
  Report,
  RunEvent,
  RunFailure,
  SparseLayer,
  Subject,
} from '../engine/run/events';
import { AppendOnly } from './appendOnly';

export interface LayerState {
  readonly name: string;
  readonly channels: number;
  readonly keeps: number;
  /** Each channel's score when it was chosen, or its latest; empty before the layer's turn. */
  readonly scores: Float32Array;
  /** Channels in the order in which they were selected. */
  readonly chosen: AppendOnly<number>;
  /** How many were selected before each of these: the same for those of one step. */
  readonly joinedAfter: AppendOnly<number>;
  readonly isDone: boolean;
}

/** A layer of which nothing is selected yet. */
export const untouchedLayer = (layer: Pick<LayerState, 'name' | 'channels' | 'keeps'>): LayerState => ({
  ...layer,
  scores: new Float32Array(0),
  chosen: AppendOnly.empty(),
  joinedAfter: AppendOnly.empty(),
  isDone: false,
});

/** Losses of a selection; those that its method has. */
export interface SelectionLosses extends Losses {
  /** Channels that they are of, in all layers. */
  readonly channels: number;
  readonly layer: string;
  /** The network that it is selected for, if a search makes several. */
  readonly network?: number;
}

export interface TrainingLoss {
  /** Steps trained so far, in all phases. */
  readonly steps: number;
  /** The same, in this training. */
  readonly step: number;
  /** How much of this training is done. */
  readonly share: number;
  readonly phase: 'auxiliary' | 'fine-tuning' | 'scratch';
  readonly loss: number;
}

/** What a training has come to, on validation images. */
export type EpochAccuracy = Omit<Extract<RunEvent, { type: 'epoch' }>, 'type'>;

/** What a run's events so far amount to. */
export interface RunState {
  readonly phase?: { readonly phase: Phase; readonly what: Subject; readonly layer?: string };
  /** Share of the work that is done. */
  readonly progress: number;
  /** At the last event; absent until it can be told. */
  readonly secondsLeft?: number;
  readonly layers: readonly LayerState[];
  /** Channels selected so far, in all layers. */
  readonly selected: number;
  readonly losses: AppendOnly<SelectionLosses>;
  readonly training: AppendOnly<TrainingLoss>;
  readonly accuracies: AppendOnly<EpochAccuracy>;
  /** What the network costs with what its layers keep so far; absent until a layer is done. */
  readonly left?: { readonly params: number; readonly flops: number };
  /** Layers that auxiliary losses read. */
  readonly heads: readonly string[];
  readonly measured: Readonly<Partial<Record<MeasuredNetwork, Measured>>>;
  /** The pruned network in fewer bits. */
  readonly compressed: readonly CompressedNetwork[];
  /** What is kept of layers' kernels or weights, by methods that leave channels alone. */
  readonly sparseLayers: readonly SparseLayer[];
  /** What groups' channels are worth, in the order in which it was measured. */
  readonly sensitivity: ReadonlyArray<Omit<Extract<RunEvent, { type: 'sensitivity' }>, 'type'>>;
  /** The network of a search that all this is of, from 1; absent outside of searches. */
  readonly network?: number | undefined;
  /** Networks that a search has made. */
  readonly tries: ReadonlyArray<Omit<Extract<RunEvent, { type: 'try' }>, 'type'>>;
  /** What the last auxiliary training has done to the accuracy on validation images. */
  readonly tuned?: { readonly images: number; readonly before: number; readonly after: number };
  /** What fine-tuning has done before it began again with a lower rate. */
  readonly gentler?: Omit<Extract<RunEvent, { type: 'gentler' }>, 'type'>;
  /** By the images in a batch. */
  readonly latency: Report['latency'];
  /** How many images serve for what. */
  readonly images?: ImageCounts;
  readonly memory?: MemoryUse;
  /** Auxiliary losses, where the network has no place for as many as were asked for. */
  readonly fewerLosses?: number;
  /** Why fine-tuning ended early. */
  readonly stopped?: RunFailure;
  /** The pruned widths are also trained from scratch. */
  readonly trainsScratch?: boolean;
  /** Why that ended early. */
  readonly scratchStopped?: RunFailure;
  readonly report?: Report;
}

export const emptyState: RunState = {
  progress: 0,
  layers: [],
  selected: 0,
  losses: AppendOnly.empty(),
  training: AppendOnly.empty(),
  accuracies: AppendOnly.empty(),
  heads: [],
  measured: {},
  compressed: [],
  sparseLayers: [],
  sensitivity: [],
  tries: [],
  latency: [],
};
