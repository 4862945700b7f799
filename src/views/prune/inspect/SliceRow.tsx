import { useElementSize } from '@mantine/hooks';
import { useCallback, useMemo } from 'react';
import type { KernelSlices } from '../../../engine/inspect/kernelSlices';
import { type SlicePart, tellFirstSlices, tellSlices, tellSliceValues } from '../../../words/inspecting';
import { Drawing } from '../../cells/Drawing';
import { drawPictures } from './drawPictures';
import { signScale } from './heat';
import { normOf, rangeOf } from './mapFigures';

interface Props {
  readonly part: SlicePart;
  readonly slices: KernelSlices;
}

/** More slices than that are drawn smaller. */
const many = 48;
const gap = 4;
/** A canvas of more would be longer than browsers draw. */
const mostDrawn = 2048;

/** The 2-D slices of a kernel, or of its gradient, side by side. */
export function SliceRow({ part, slices }: Props) {
  const { ref, width } = useElementSize();
  const { layer, values, largest } = slices;
  const count = values.length / (slices.height * slices.width);
  const square = Math.max(2, Math.min(count > many ? 6 : 9, Math.floor(width / slices.width)));
  const columns = Math.max(1, Math.floor(width / (square * slices.width + gap)));
  const drawn = Math.min(mostDrawn, count);
  const rows = Math.ceil(drawn / columns);
  const told = tellSlices(part, { layer, count, height: slices.height, width: slices.width });
  const label = useMemo(() => tellSliceValues(told, ...rangeOf(values), normOf(values)), [told, values]);
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => {
      const size = { width: square * slices.width, height: square * slices.height };
      const frames = Array.from({ length: drawn }, (_, index) => ({
        ...{ index, ...size },
        ...{ x: (index % columns) * (size.width + gap), y: Math.floor(index / columns) * (size.height + gap) },
      }));
      drawPictures(context, slices, frames, signScale(largest));
    },
    [slices, largest, drawn, columns, square],
  );
  return (
    <figure ref={ref} className="slice-row">
      <figcaption>
        {told}
        {drawn < count && <p className="plot-note">{tellFirstSlices(drawn, count)}</p>}
      </figcaption>
      {width > 0 && <Drawing width={width} height={rows * (square * slices.height + gap)} label={label} draw={draw} />}
    </figure>
  );
}
