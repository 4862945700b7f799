import { useCallback } from 'react';
import type { FeatureMaps } from '../../../engine/inspect/featureMaps';
import { inspectWords, tellItsMap, tellMap } from '../../../words/inspecting';
import { Drawing } from '../../cells/Drawing';
import { drawPictures, pictureAt } from './drawPictures';
import { heatScale } from './heat';
import { figuresOf, rangeOf } from './mapFigures';

const side = 132;

/** A channel's map, larger than among the others. */
export function LargeMap({ maps, channel }: { maps: FeatureMaps; channel: number }) {
  const index = maps.channels.indexOf(channel);
  const draw = useCallback(
    (context: CanvasRenderingContext2D) =>
      drawPictures(
        context,
        maps,
        [{ index, x: 0, y: 0, width: side, height: side }],
        heatScale(...rangeOf(maps.values)),
      ),
    [maps, index],
  );
  if (index < 0) return null;
  const told = tellMap(channel, figuresOf(pictureAt(maps, index)));
  return (
    <figure className="large-map">
      <Drawing width={side} height={side} label={tellItsMap(told)} draw={draw} />
      <figcaption className="numbers">
        <b>{inspectWords.map}</b>
        {told}
      </figcaption>
    </figure>
  );
}
