import { scaleLinear, scaleLog } from 'd3-scale';
import { symbol, symbolCircle, symbolCross, symbolDiamond, symbolSquare, symbolStar, symbolTriangle } from 'd3-shape';
import { tellMethod } from '../words/fields';
import { paretoFront } from './front';
import type { Row } from './row';

export type SizeMeasure = 'flops' | 'params' | 'bytes' | 'milliseconds';

const [width, height] = [720, 440];
const [left, right, top, bottom] = [56, 148, 32, 48];

const sizeNames = { flops: 'FLOPs of one image', params: 'parameters', bytes: 'bytes', milliseconds: 'ms an image' };

const unprunedSizes = {
  flops: 'baselineFlops',
  params: 'baselineParams',
  bytes: 'baselineBytes',
  milliseconds: 'baselineMilliseconds',
} as const satisfies Record<SizeMeasure, keyof Row>;

/** Told apart without colour too; the colours are told apart by the colour-blind (Okabe and Ito, 2008). */
const symbols = [symbolCircle, symbolTriangle, symbolSquare, symbolDiamond, symbolCross, symbolStar];
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00', '#000000'];

/**
 * Accuracy against size of the runs of one network as a picture in SVG: 95% intervals, hollow right after the cut, the
 * unpruned network as a line with the zone that so many test images cannot tell from it, and the Pareto front.
 *
 * @param rows of one network, one or more
 */
export function figureOf(rows: readonly Row[], measure: SizeMeasure = 'flops'): string {
  const [first] = rows as [Row, ...Row[]];
  const whole = first[unprunedSizes[measure]];
  const sizes = [...rows.map((row) => row[measure]), whole];
  const lows = rows.flatMap(({ accuracyLow, selectedAccuracy }) => [accuracyLow, selectedAccuracy]);
  const x = scaleLog([Math.min(...sizes) / 1.1, Math.max(...sizes) * 1.1], [left, width - right]);
  const y = scaleLinear([Math.min(...lows), Math.min(100, first.baselineAccuracy + 5)], [height - bottom, top]).nice();
  const methods = [...new Set(rows.map(({ method }) => method))];
  const noise = Math.max(...rows.map(({ gapLow, gapHigh }) => (gapHigh - gapLow) / 2));
  const front = paretoFront(
    rows,
    (row) => row[measure],
    ({ accuracy }) => accuracy,
  );
  const [leftEdge, rightEdge] = x.range() as [number, number];
  const band = [first.baselineAccuracy + noise, first.baselineAccuracy - noise].map((accuracy) => y(accuracy));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${escaped(first.network)}: accuracy against ${sizeNames[measure]}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...y.ticks(6).map((tick) => {
      const at = y(tick);
      return `<path d="M${leftEdge} ${at}H${rightEdge}" stroke="#e3e3e3"/><text x="${leftEdge - 8}" y="${at + 4}" text-anchor="end">${tick}%</text>`;
    }),
    ...x
      .ticks(4)
      .map((tick) => `<text x="${x(tick)}" y="${height - bottom + 18}" text-anchor="middle">${shortened(tick)}</text>`),
    `<text x="${(leftEdge + rightEdge) / 2}" y="${height - 10}" text-anchor="middle">${sizeNames[measure]}</text>`,
    `<rect x="${leftEdge}" y="${band[0]}" width="${rightEdge - leftEdge}" height="${band[1]! - band[0]!}" fill="#000" fill-opacity="0.07"/>`,
    `<path d="M${leftEdge} ${y(first.baselineAccuracy)}H${rightEdge}" stroke="#000" stroke-dasharray="5 4"/>`,
    `<text x="${leftEdge + 6}" y="${y(first.baselineAccuracy) - 6}">unpruned ${first.baselineAccuracy.toFixed(1)}%</text>`,
    `<path d="M${front.map((row) => `${x(row[measure])} ${y(row.accuracy)}`).join('L')}" fill="none" stroke="#009e73" stroke-opacity="0.6"/>`,
    ...rows.map((row) => mark(row, methods.indexOf(row.method), x(row[measure]), y)),
    ...methods.map((method, index) => legend(tellMethod(method), index)),
    '</svg>',
  ].join('\n');
}

function mark(row: Row, index: number, x: number, y: (accuracy: number) => number): string {
  const colour = colourOf(index);
  const shape = shapeOf(index);
  const at = (accuracy: number) => `transform="translate(${x} ${y(accuracy)})"`;
  return [
    `<path d="M${x} ${y(row.selectedAccuracy)}V${y(row.accuracy)}" stroke="${colour}" stroke-dasharray="1 3"/>`,
    `<path d="M${x} ${y(row.accuracyLow)}V${y(row.accuracyHigh)}" stroke="${colour}" stroke-width="2"/>`,
    `<path d="${shape}" ${at(row.selectedAccuracy)} fill="#fff" stroke="${colour}"/>`,
    `<path d="${shape}" ${at(row.accuracy)} fill="${colour}"/>`,
  ].join('');
}

const legend = (name: string, index: number): string => {
  const [x, y] = [width - right + 20, top + 20 * index];
  return `<path d="${shapeOf(index)}" transform="translate(${x} ${y})" fill="${colourOf(index)}"/><text x="${x + 12}" y="${y + 4}">${escaped(name)}</text>`;
};

const colourOf = (index: number): string => colours[index % colours.length]!;
const shapeOf = (index: number): string => symbol(symbols[index % symbols.length], 64)() ?? '';

const shortened = new Intl.NumberFormat('en', { notation: 'compact' }).format;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
