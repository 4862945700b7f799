import { lossesAskedFor } from '../engine/recipe/common';
import type { RunEvent } from '../engine/run/events';
import { decodeScores } from '../engine/run/scores';
import { networkOf } from './searchNetworks';
import { emptyState, type LayerState, type RunState, type TrainingLoss, untouchedLayer } from './state';

type EventOf<Type extends RunEvent['type']> = Extract<RunEvent, { type: Type }>;

/** The state after one more event. Takes the same time however many there were before, and leaves `state` as it is. */
export function fold(state: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case 'started':
      return {
        ...emptyState,
        layers: event.layers.map(untouchedLayer),
        heads: event.losses ?? [],
        ...(event.images ? { images: event.images } : {}),
        ...(event.trainsScratch ? { trainsScratch: true } : {}),
        ...(event.losses && event.losses.length < lossesAskedFor(event.recipe)
          ? { fewerLosses: event.losses.length }
          : {}),
      };
    case 'memory':
      return { ...state, memory: event.use };
    case 'phase': {
      const { phase, what, layer } = event;
      return { ...state, phase: { phase, what, ...(layer === undefined ? {} : { layer }) } };
    }
    case 'progress':
      return {
        ...state,
        progress: event.done / event.total,
        ...(event.secondsLeft === undefined ? {} : { secondsLeft: event.secondsLeft }),
      };
    case 'measured':
      return { ...state, measured: { ...state.measured, [event.which]: event.measured } };
    case 'compressed':
      return { ...state, compressed: [...state.compressed, event.compressed] };
    case 'mirroring':
      return state;
    case 'latency':
      return { ...state, latency: [...state.latency, event.latency] };
    case 'stopped':
      return { ...state, [event.phase === 'scratch' ? 'scratchStopped' : 'stopped']: event.reason };
    case 'training':
      return { ...state, training: state.training.append(trainingLoss(state.training.at(-1), event)) };
    case 'epoch': {
      const { type: _, ...accuracy } = event;
      return { ...state, accuracies: state.accuracies.append(accuracy) };
    }
    case 'gentler':
      return { ...state, gentler: event };
    case 'tuned':
      return { ...state, tuned: event };
    case 'selection': {
      const next = withLosses(state, event);
      const selected = state.selected + event.chosen.length;
      return { ...withLayer(next, event.layer, (layer) => selectedFurther(layer, event)), selected };
    }
    case 'sensitivity': {
      const { type: _, ...curve } = event;
      return { ...state, sensitivity: [...state.sensitivity, curve] };
    }
    case 'widths': {
      const { left: _, ...before } = state;
      return {
        ...before,
        network: networkOf(event.counts, state.tries),
        layers: state.layers.map((layer) =>
          untouchedLayer({ ...layer, keeps: event.counts[layer.name] ?? layer.channels }),
        ),
      };
    }
    case 'try': {
      const { type: _, ...tried } = event;
      return { ...state, tries: [...state.tries, tried] };
    }
    case 'thinned':
      return { ...state, sparseLayers: [...state.sparseLayers, event.layer] };
    case 'selected':
      return {
        ...withLayer(withLosses(state, event), event.layer, (layer) => ({
          ...withJoined(layer, othersKept(layer, event.kept)),
          isDone: true,
        })),
        ...(event.left ? { left: event.left } : {}),
      };
    case 'finished':
      return { ...state, report: event.report, progress: 1 };
  }
}

function trainingLoss(
  last: TrainingLoss | undefined,
  { phase, step, steps: all, loss }: EventOf<'training'>,
): TrainingLoss {
  const goesOn = last?.phase === phase && last.step < step;
  const steps = last ? last.steps + (goesOn ? step - last.step : step) : step;
  return { steps, step, share: step / all, phase, loss };
}

/** Losses stand at the channels that were selected when they were taken. */
function withLosses(
  state: RunState,
  { layer, reconstruction, discrimination, joint }: EventOf<'selection'> | EventOf<'selected'>,
): RunState {
  const losses = {
    ...(reconstruction === undefined ? {} : { reconstruction }),
    ...(discrimination === undefined ? {} : { discrimination }),
    ...(joint === undefined ? {} : { joint }),
  };
  if (Object.keys(losses).length === 0) return state;
  const network = state.network === undefined ? {} : { network: state.network };
  return { ...state, losses: state.losses.append({ channels: state.selected, layer, ...network, ...losses }) };
}

function selectedFurther(layer: LayerState, { scores, chosen }: EventOf<'selection'>): LayerState {
  return {
    ...withJoined(layer, chosen),
    scores: scores === undefined ? layer.scores : scoresThen(layer, decodeScores(scores)),
  };
}

/** With channels that join in one step. */
const withJoined = (layer: LayerState, together: readonly number[]): LayerState => ({
  ...layer,
  chosen: layer.chosen.append(...together),
  joinedAfter: layer.joinedAfter.append(...together.map(() => layer.chosen.length)),
});

/** The channels that a method keeps without saying how they joined. */
function othersKept({ chosen }: LayerState, kept: readonly number[]): number[] {
  const joined = new Set(chosen);
  return kept.filter((channel) => !joined.has(channel));
}

/** New scores, but of the channels that are selected: theirs stay those by which they were. */
function scoresThen({ chosen, scores }: LayerState, next: Float32Array): Float32Array {
  for (const channel of chosen) next[channel] = scores[channel] ?? 0;
  return next;
}

const withLayer = (state: RunState, name: string, change: (layer: LayerState) => LayerState): RunState => ({
  ...state,
  layers: state.layers.map((layer) => (layer.name === name ? change(layer) : layer)),
});
