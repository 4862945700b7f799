import { useCallback, useMemo } from 'react';
import { type Choices, verdictIn } from '../../../engine/recipe/byHand';
import type { LayerState } from '../../../runs/state';
import { useStudio } from '../../../store/studioStore';
import { tellCell, tellChannelsOf } from '../../../words/inspecting';
import { tellGroup } from '../../../words/names';
import { cellNames, tellCells } from '../../../words/pruneView';
import { ChannelGrid } from '../../cells/ChannelGrid';
import { cellsOf } from '../../cells/cells';
import { Drawing } from '../../cells/Drawing';
import { type Colours, drawCells, type Grid } from '../../cells/drawCells';

export interface LayerCellsProps extends Grid {
  readonly layer: LayerState;
  /** Channels that have just joined. */
  readonly joining: readonly number[];
  readonly colours: Colours;
  /** What a person has decided, in this run or for the next. */
  readonly byHand: Choices;
  /** The channel of this layer that is open. */
  readonly opened: number | undefined;
  /** The Tab key stops here. */
  readonly isStop: boolean;
}

/** The channels of a layer as squares. */
export function LayerCells(props: LayerCellsProps) {
  const { layer, joining, byHand, colours, columns, pitch, opened, isStop } = props;
  const lookAt = useStudio((state) => state.lookAt);
  const cells = useMemo(() => cellsOf(layer, joining), [layer, joining]);
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => drawCells(context, cells, byHand, { columns, pitch }, colours),
    [cells, byHand, columns, pitch, colours],
  );
  return (
    <ChannelGrid
      channels={[...cells.keys()]}
      {...{ columns, pitch, opened, isStop }}
      name={tellChannelsOf(layer.name)}
      tell={(channel) => tellCell(channel, cellNames[cells[channel] ?? 'undecided'], verdictIn(byHand, channel))}
      onOpen={(channel) => lookAt(layer.name, channel)}
    >
      <Drawing
        width={columns * pitch}
        height={Math.ceil(layer.channels / columns) * pitch}
        label={tellCells(tellGroup(layer.name), layer.chosen.length, layer.channels, byHand)}
        draw={draw}
      />
    </ChannelGrid>
  );
}
