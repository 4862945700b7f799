import { useElementSize } from '@mantine/hooks';
import { useCallback } from 'react';
import { inspectWords, type mapRows, tellMap, tellMapGrid, tellMapRow } from '../../../words/inspecting';
import { ChannelGrid } from '../../cells/ChannelGrid';
import { Drawing } from '../../cells/Drawing';
import { drawPictures, type Pictures, pictureAt } from './drawPictures';
import type { ColourScale } from './heat';
import { figuresOf } from './mapFigures';

interface Props {
  readonly row: keyof typeof mapRows;
  readonly layer: string;
  /** Channels of the layer in all. */
  readonly all: number;
  /** Channels of this row. */
  readonly channels: readonly number[];
  /** One for every channel that has one. */
  readonly maps: Pictures & { readonly channels: readonly number[] };
  readonly scale: ColourScale;
  readonly opened: number | undefined;
  readonly onOpen: (channel: number) => void;
}

/** Maps of some of a layer's channels, side by side. */
export function MapGrid({ row, layer, all, channels, maps, scale, opened, onOpen }: Props) {
  const { ref, width } = useElementSize();
  const pitch = pitchFor(all, width);
  const columns = Math.max(1, Math.floor(width / pitch));
  const name = tellMapRow(row, channels.length, all);
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => {
      const frames = channels.map((channel, place) => ({
        index: maps.channels.indexOf(channel),
        ...{ x: (place % columns) * pitch + 1, y: Math.floor(place / columns) * pitch + 1 },
        ...{ width: pitch - 2, height: pitch - 2 },
      }));
      drawPictures(context, maps, frames, scale);
    },
    [channels, maps, scale, columns, pitch],
  );
  return (
    <div ref={ref}>
      <h4>{name}</h4>
      {channels.length === 0 ? (
        <p className="plot-note">{inspectWords['no-channels']}</p>
      ) : (
        width > 0 && (
          <ChannelGrid
            {...{ channels, columns, pitch, opened, onOpen }}
            name={tellMapGrid(layer, row)}
            tell={(channel) => tellMap(channel, figuresOf(pictureAt(maps, maps.channels.indexOf(channel))))}
          >
            <Drawing
              width={columns * pitch}
              height={Math.ceil(channels.length / columns) * pitch}
              label={name}
              draw={draw}
            />
          </ChannelGrid>
        )
      )}
    </div>
  );
}

const mostPitch = 72;

/** The more channels, the smaller their maps, which are about twice as many across as down. */
function pitchFor(channels: number, width: number): number {
  const least = channels <= 64 ? 44 : channels <= 256 ? 34 : 26;
  return Math.min(mostPitch, Math.max(least, Math.floor(width / Math.ceil(Math.sqrt(2 * channels)))));
}
