import {
  type SymbolType,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolWye,
} from 'd3-shape';

type Corners = ReadonlyArray<readonly [x: number, y: number]>;

/** The area that corners enclose (the shoelace formula), whichever way round they go. */
function areaOf(corners: Corners): number {
  const double = corners.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = corners[(index + 1) % corners.length]!;
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(double) / 2;
}

/** A shape of straight sides. @param corners around the origin, in any unit */
const polygon = (corners: Corners): SymbolType => ({
  draw: (context, area) => {
    const scale = Math.sqrt(area / areaOf(corners));
    const [[x, y] = [0, 0], ...others] = corners;
    context.moveTo(scale * x, scale * y);
    for (const [x, y] of others) context.lineTo(scale * x, scale * y);
    context.closePath();
  },
});

/** A quarter turn, clockwise. */
const turned = (corners: Corners): Corners => corners.map(([x, y]) => [-y, x]);

const up: Corners = [
  [0, -4],
  [4, 3],
  [-4, 3],
];
const hourglass: Corners = [
  [-4, -5],
  [4, -5],
  [1, 0],
  [4, 5],
  [-4, 5],
  [-1, 0],
];
const saltire: Corners = [
  ...([
    [0, -2],
    [3, -5],
    [5, -3],
    [2, 0],
  ] as const),
  ...([
    [5, 3],
    [3, 5],
    [0, 2],
  ] as const),
  ...([
    [-3, 5],
    [-5, 3],
    [-2, 0],
  ] as const),
  ...([
    [-5, -3],
    [-3, -5],
  ] as const),
];
const sparkle: Corners = [
  ...([
    [0, -6],
    [1.6, -1.6],
    [6, 0],
    [1.6, 1.6],
  ] as const),
  ...([
    [0, 6],
    [-1.6, 1.6],
    [-6, 0],
    [-1.6, -1.6],
  ] as const),
];
const bar: Corners = [
  [-6, -2],
  [6, -2],
  [6, 2],
  [-6, 2],
];
const hexagon: Corners = [
  ...([
    [2, -4],
    [4, 0],
    [2, 4],
  ] as const),
  ...([
    [-2, 4],
    [-4, 0],
    [-2, -4],
  ] as const),
];

/** Outlines that are told apart without colour. */
export const outlines = {
  circle: symbolCircle,
  star: symbolStar,
  square: symbolSquare,
  diamond: symbolDiamond,
  plus: symbolCross,
  wye: symbolWye,
  up: polygon(up),
  right: polygon(turned(up)),
  down: polygon(turned(turned(up))),
  left: polygon(turned(turned(turned(up)))),
  hourglass: polygon(hourglass),
  bowtie: polygon(turned(hourglass)),
  saltire: polygon(saltire),
  sparkle: polygon(sparkle),
  bar: polygon(bar),
  hexagon: polygon(hexagon),
} as const satisfies Readonly<Record<string, SymbolType>>;
