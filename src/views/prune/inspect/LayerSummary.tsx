import type { FeatureMaps } from '../../../engine/inspect/featureMaps';
import { inspectWords, tellRowFigures } from '../../../words/inspecting';
import type { Cell } from '../../cells/cells';
import { rowFigures, rowsOf } from './mapRows';

/** What tells kept channels and others apart on the image, and how one is opened. */
export function LayerSummary({ cells, maps }: { cells: readonly Cell[]; maps: FeatureMaps | undefined }) {
  return (
    <>
      <p>{inspectWords.choose}</p>
      {maps &&
        rowsOf(cells).map(
          ({ row, channels }) =>
            channels.length > 0 && (
              <p key={row} className="numbers">
                {tellRowFigures(row, channels.length, rowFigures(maps, channels))}
              </p>
            ),
        )}
    </>
  );
}
