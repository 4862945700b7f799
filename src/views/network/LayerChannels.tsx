import { useElementSize } from '@mantine/hooks';
import { useCallback, useMemo } from 'react';
import { choicesOf, verdictIn, withNextVerdict } from '../../engine/recipe/byHand';
import { useStudio } from '../../store/studioStore';
import { tellCell, tellChannelsOf, tellHandChoices } from '../../words/inspecting';
import { layerBarWords } from '../../words/layerBars';
import { cellNames } from '../../words/pruneView';
import { ChannelGrid } from '../cells/ChannelGrid';
import type { Cell } from '../cells/cells';
import { Drawing } from '../cells/Drawing';
import { drawCells } from '../cells/drawCells';
import { useColours } from '../cells/useColours';

/** From one square to the next, in pixels: large enough for a finger. */
const pitch = 24;

interface Props {
  readonly layer: { readonly name: string; readonly channels: number };
}

/** A layer's channels as squares, each of which is kept, removed, or left to the method by a click. */
export function LayerChannels({ layer: { name, channels } }: Props) {
  const { ref, width } = useElementSize();
  const colours = useColours();
  const byHand = useStudio((state) => state.recipe.byHand);
  const setRecipe = useStudio((state) => state.setRecipe);
  const choices = useMemo(() => choicesOf([byHand], name), [byHand, name]);
  const cells = useMemo(() => new Array<Cell>(channels).fill('undecided'), [channels]);
  const isByHand = choices.keep.length + choices.remove.length > 0;
  const told = isByHand ? tellHandChoices(name, choices.keep, choices.remove) : tellChannelsOf(name);
  const columns = Math.max(1, Math.floor(width / pitch));
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => drawCells(context, cells, choices, { columns, pitch }, colours),
    [cells, choices, columns, colours],
  );
  return (
    <div ref={ref} className="layer-channels">
      <p>{layerBarWords['channels-turn']}</p>
      {width > 0 && (
        <ChannelGrid
          channels={[...cells.keys()]}
          {...{ columns, pitch }}
          name={tellChannelsOf(name)}
          tell={(channel) => tellCell(channel, cellNames.undecided, verdictIn(choices, channel))}
          opened={undefined}
          onOpen={(channel) => setRecipe({ byHand: withNextVerdict(byHand, name, channel) })}
        >
          <Drawing
            width={Math.min(columns, channels) * pitch}
            height={Math.ceil(channels / columns) * pitch}
            label={told}
            draw={draw}
          />
        </ChannelGrid>
      )}
      {isByHand && <p className="numbers">{told}</p>}
    </div>
  );
}
