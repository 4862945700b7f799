import { memo, useEffect, useRef } from 'react';
import type { LayerState } from '../../../runs/state';
import { tellGroup } from '../../../words/names';
import { tellCells } from '../../../words/pruneView';
import { cellsOf } from './cells';
import { type Colours, drawCells, type Grid } from './drawCells';

interface Props extends Grid {
  readonly layer: LayerState;
  /** Channels that have just joined. */
  readonly joining: readonly number[];
  readonly colours: Colours;
}

/** The channels of a layer as squares; drawn anew only when something of it changes. */
export const LayerCells = memo(function LayerCells({ layer, joining, colours, columns, pitch }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = columns * pitch;
  const height = Math.ceil(layer.channels / columns) * pitch;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const ratio = devicePixelRatio;
    context.canvas.width = width * ratio;
    context.canvas.height = height * ratio;
    context.scale(ratio, ratio);
    drawCells(context, cellsOf(layer, joining), { columns, pitch }, colours);
  }, [layer, joining, colours, columns, pitch, width, height]);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={tellCells(tellGroup(layer.name), layer.chosen.length, layer.channels)}
      style={{ width, height }}
    />
  );
});
