import { useElementSize } from '@mantine/hooks';
import { useCallback } from 'react';
import type { KernelSlices } from '../../../engine/inspect/kernelSlices';
import { type SlicePart, tellSlices, tellSliceValues } from '../../../words/inspecting';
import { Drawing } from '../../cells/Drawing';
import { drawPicture, pictureAt } from './drawPictures';
import { signScale } from './heat';
import { rangeOf } from './mapFigures';

interface Props {
  readonly part: SlicePart;
  readonly slices: KernelSlices;
}

/** More slices than that are drawn smaller. */
const many = 48;
const gap = 4;

/** The 2-D slices of a kernel, or of its gradient, side by side. */
export function SliceRow({ part, slices }: Props) {
  const { ref, width } = useElementSize();
  const { layer, values, largest } = slices;
  const count = values.length / (slices.height * slices.width);
  const square = Math.max(2, Math.min(count > many ? 6 : 9, Math.floor(width / slices.width)));
  const columns = Math.max(1, Math.floor(width / (square * slices.width + gap)));
  const rows = Math.ceil(count / columns);
  const told = tellSlices(part, { layer, count, height: slices.height, width: slices.width });
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => {
      const size = { width: square * slices.width, height: square * slices.height };
      for (let index = 0; index < count; index++) {
        const x = (index % columns) * (size.width + gap);
        const y = Math.floor(index / columns) * (size.height + gap);
        drawPicture(context, pictureAt(slices, index), slices, { x, y, ...size }, signScale(largest));
      }
    },
    [slices, largest, count, columns, square],
  );
  return (
    <figure ref={ref} className="slice-row">
      <figcaption>{told}</figcaption>
      {width > 0 && (
        <Drawing
          width={width}
          height={rows * (square * slices.height + gap)}
          label={tellSliceValues(told, ...rangeOf(values), Math.hypot(...values))}
          draw={draw}
        />
      )}
    </figure>
  );
}
