import { lossesAskedFor } from '../engine/recipe/common';
import type { Measured, Phase, Report, RunEvent } from '../engine/run/events';
import { isTight } from '../engine/run/memory/isTight';
import type { Latency } from '../engine/train/latency';
import { tellMemory } from '../words/memory';

export { isApart, type Spread } from '../engine/train/spread';

export interface LayerView {
  name: string;
  channels: number;
  keeps: number;
  /** Each channel's score when it was chosen, or its latest; absent before the layer's turn. */
  scores: number[];
  /** Channels in the order they joined the selected set. */
  chosen: number[];
  done: boolean;
}

export interface JointPoint {
  step: number;
  layer: string;
  reconstruction: number;
  discrimination: number;
  joint: number;
}

/** What a run's events so far amount to: all that the panels draw. */
export interface RunView {
  phase?: Phase;
  detail: string;
  progress: number;
  /** At the last event; absent until it can be told. */
  secondsLeft?: number;
  layers: LayerView[];
  joint: JointPoint[];
  training: Array<{ step: number; phase: 'auxiliary' | 'fine-tuning'; loss: number }>;
  measured: Partial<Record<'baseline' | 'selected' | 'pruned', Measured>>;
  latency?: Latency;
  /** What it does for want of memory, if anything, in a line. */
  memory?: string;
  /** Auxiliary losses, where the network has no place for as many as were asked for. */
  fewerLosses?: number;
  /** Why fine-tuning ended early. */
  stopped?: string;
  report?: Report;
}

export const emptyRun: RunView = { detail: '', progress: 0, layers: [], joint: [], training: [], measured: {} };

/** Folds one event into the view; pure, so replaying a log draws the same pictures. */
export function foldEvent(view: RunView, event: RunEvent): RunView {
  switch (event.type) {
    case 'started':
      return {
        ...emptyRun,
        layers: event.layers.map((layer) => ({ ...layer, scores: [], chosen: [], done: false })),
        ...(event.losses.length < lossesAskedFor(event.recipe) ? { fewerLosses: event.losses.length } : {}),
      };
    case 'memory':
      return isTight(event.use) ? { ...view, memory: tellMemory(event.use) } : view;
    case 'phase':
      return { ...view, phase: event.phase, detail: event.layer ?? event.what };
    case 'progress':
      return {
        ...view,
        progress: event.done / event.total,
        ...(event.secondsLeft === undefined ? {} : { secondsLeft: event.secondsLeft }),
      };
    case 'measured':
      return { ...view, measured: { ...view.measured, [event.which]: event.measured } };
    case 'latency':
      return { ...view, latency: event.latency };
    case 'stopped':
      return { ...view, stopped: event.reason };
    case 'training':
      return { ...view, training: [...view.training, { step: event.step, phase: event.phase, loss: event.loss }] };
    case 'selection': {
      const { layer, reconstruction, discrimination, joint } = event;
      const point = {
        step: (view.joint.at(-1)?.step ?? 0) + event.chosen.length,
        layer,
        reconstruction,
        discrimination,
        joint,
      };
      return {
        ...view,
        joint: [...view.joint, point],
        layers: withLayer(view.layers, layer, (before) => ({
          ...before,
          scores: event.scores.map((score, channel) =>
            before.chosen.includes(channel) ? (before.scores[channel] ?? 0) : score,
          ),
          chosen: [...before.chosen, ...event.chosen],
        })),
      };
    }
    case 'selected':
      return { ...view, layers: withLayer(view.layers, event.layer, (before) => ({ ...before, done: true })) };
    case 'finished':
      return { ...view, report: event.report, progress: 1 };
  }
}

const withLayer = (layers: LayerView[], name: string, change: (layer: LayerView) => LayerView): LayerView[] =>
  layers.map((layer) => (layer.name === name ? change(layer) : layer));
