import { useMemo } from 'react';
import type { FeatureMaps } from '../../../engine/inspect/featureMaps';
import type { LayerState } from '../../../runs/state';
import { inspectWords, tellMapScale, tellMapsAt } from '../../../words/inspecting';
import type { Cell } from '../../cells/cells';
import { heatScale } from './heat';
import { ImageChoice } from './ImageChoice';
import { MapGrid } from './MapGrid';
import { rangeOf } from './mapFigures';
import { rowsOf } from './mapRows';

interface Props {
  readonly layer: LayerState;
  readonly cells: readonly Cell[];
  readonly maps: FeatureMaps;
  readonly opened: number | undefined;
  readonly onOpen: (channel: number) => void;
}

/** What a layer's channels are on an image, those that are kept apart from those that are removed (Figure S5). */
export function LayerMaps({ layer, cells, maps, opened, onOpen }: Props) {
  const [low, high] = useMemo(() => rangeOf(maps.values), [maps]);
  const scale = useMemo(() => heatScale(low, high), [low, high]);
  const rows = useMemo(() => rowsOf(cells), [cells]);
  return (
    <section className="layer-maps" aria-label={inspectWords.maps} data-grids>
      <h3>{inspectWords.maps}</h3>
      <ImageChoice />
      <div className="map-rows">
        {rows.map(({ row, channels }) => (
          <MapGrid
            key={row}
            {...{ row, channels, maps, scale, opened, onOpen }}
            layer={layer.name}
            all={layer.channels}
          />
        ))}
      </div>
      <p className="plot-note">
        {tellMapsAt(maps.at, maps.height, maps.width)} {tellMapScale(low, high)}
      </p>
      <i className="heat-bar" aria-hidden="true" />
    </section>
  );
}
