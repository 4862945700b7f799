import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import type { FeatureMaps } from '../../../engine/inspect/featureMaps';
import type { LayerState } from '../../../runs/state';
import { inspectWords, tellMapScale, tellMapsAt } from '../../../words/inspecting';
import type { Cell } from '../net/cells';
import { heatScale } from './heat';
import { ImageChoice } from './ImageChoice';
import { MapGrid } from './MapGrid';
import { rangeOf } from './mapFigures';

interface Props {
  readonly layer: LayerState;
  readonly cells: readonly Cell[];
  readonly maps: FeatureMaps;
  readonly opened: number | undefined;
  readonly onOpen: (channel: number) => void;
}

/** What a layer's channels are on an image, those that are kept apart from those that are removed (Figure S5). */
export function LayerMaps({ layer, cells, maps, opened, onOpen }: Props) {
  const { ref, width } = useElementSize();
  const [low, high] = useMemo(() => rangeOf(maps.values), [maps]);
  const scale = useMemo(() => heatScale(low, high), [low, high]);
  const rows = useMemo(() => rowsOf(cells), [cells]);
  const shown = rows.filter(({ row, channels }) => channels.length > 0 || row === 'kept');
  return (
    <section ref={ref} aria-label={inspectWords.maps} data-grids>
      <h3>{inspectWords.maps}</h3>
      <ImageChoice />
      {width > 0 &&
        shown.map(({ row, channels }) => (
          <MapGrid
            key={row}
            {...{ row, channels, maps, scale, width, opened, onOpen }}
            layer={layer.name}
            all={layer.channels}
          />
        ))}
      <p className="plot-note">
        {tellMapsAt(maps.at, maps.height, maps.width)} {tellMapScale(low, high)}
      </p>
      <i className="heat-bar" aria-hidden="true" />
    </section>
  );
}

function rowsOf(cells: readonly Cell[]) {
  const among = (...wanted: Cell[]) => [...cells.keys()].filter((channel) => wanted.includes(cells[channel]!));
  return [
    { row: 'kept', channels: among('kept', 'joining') },
    { row: 'removed', channels: among('removed') },
    { row: 'undecided', channels: among('undecided') },
  ] as const;
}
