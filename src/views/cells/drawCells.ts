import type { Choices } from '../../engine/recipe/byHand';
import type { Cell } from './cells';

export interface Grid {
  /** Squares side by side. */
  readonly columns: number;
  /** From one square to the next, in pixels. */
  readonly pitch: number;
}

/** Of squares, and of the frame around one that is decided on by hand. */
export type Colours = Readonly<Record<Cell | 'hand', string>>;

/** Squares smaller than this have no room for details. */
const detailed = 7;

/**
 * Draws channels, each in its place, told apart by shape and colour.
 *
 * @param byHand those that get a frame, and a stroke down through it where they are to go
 */
export function drawCells(
  context: CanvasRenderingContext2D,
  cells: readonly Cell[],
  byHand: Choices,
  { columns, pitch }: Grid,
  colours: Colours,
): void {
  const paths = { undecided: new Path2D(), joining: new Path2D(), kept: new Path2D(), removed: new Path2D() };
  const side = pitch - Math.max(1, Math.round(pitch / 7));
  const x = (channel: number) => (channel % columns) * pitch;
  const y = (channel: number) => Math.floor(channel / columns) * pitch;
  for (const [channel, cell] of cells.entries()) shapes[cell](paths[cell], x(channel), y(channel), side);
  for (const cell of ['undecided', 'kept', 'joining'] as const) {
    context.fillStyle = colours[cell];
    context.fill(paths[cell], 'evenodd');
  }
  context.strokeStyle = colours.removed;
  context.lineWidth = 1;
  context.stroke(paths.removed);
  context.strokeStyle = colours.hand;
  context.lineWidth = side >= detailed ? 2 : 1;
  const inset = context.lineWidth / 2;
  const hand = new Path2D();
  for (const channel of [...byHand.keep, ...byHand.remove])
    hand.rect(x(channel) + inset, y(channel) + inset, side - 2 * inset, side - 2 * inset);
  for (const channel of byHand.remove) {
    hand.moveTo(x(channel), y(channel));
    hand.lineTo(x(channel) + side, y(channel) + side);
  }
  context.stroke(hand);
}

type Shape = (path: Path2D, x: number, y: number, side: number) => void;

const shapes: Readonly<Record<Cell, Shape>> = {
  /** A small square. */
  undecided: (path, x, y, side) => {
    const inset = side * 0.28;
    path.rect(x + inset, y + inset, side - 2 * inset, side - 2 * inset);
  },
  /** A whole square. */
  kept: (path, x, y, side) => path.rect(x, y, side, side),
  /** A square with a hole. */
  joining: (path, x, y, side) => {
    path.rect(x, y, side, side);
    const inset = side < detailed ? Math.max(1, Math.floor(side / 3)) : side * 0.34;
    path.rect(x + inset, y + inset, side - 2 * inset, side - 2 * inset);
  },
  /** An outline with a stroke across. */
  removed: (path, x, y, side) => {
    if (side >= detailed) path.rect(x + 0.5, y + 0.5, side - 1, side - 1);
    path.moveTo(x + 0.5, y + side - 0.5);
    path.lineTo(x + side - 0.5, y + 0.5);
  },
};
