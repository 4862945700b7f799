import type { LayerState, RunState } from '../../runs/state';

export const layerOf = ({ layers }: RunState, name: string | undefined): LayerState | undefined =>
  layers.find((layer) => layer.name === name);

/** The layer that the run works on: none in phases that are about the whole network. */
export const layerAtWork = (state: RunState): LayerState | undefined => layerOf(state, state.phase?.layer);

/** The layer whose scores and losses are shown: the one looked at, else the one at work, else the last that had its turn. */
export function shownLayer(state: RunState, lookedAt: string | undefined): LayerState | undefined {
  const turned = state.layers.filter(({ scores, chosen }) => scores.length > 0 || chosen.length > 0);
  return layerOf(state, lookedAt) ?? layerAtWork(state) ?? turned.at(-1) ?? state.layers[0];
}
