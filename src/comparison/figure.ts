import { scaleLinear, scaleLog } from 'd3-scale';
import {
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
} from 'd3-shape';
import { tellMethod } from '../words/fields';
import { paretoFront } from './front';
import type { Row } from './row';
import { type Summary, summaryOf } from './summary';

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
const symbols = [symbolCircle, symbolTriangle, symbolSquare, symbolDiamond, symbolCross, symbolStar, symbolWye];
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#b07800'];

/** Pixels between marks of methods that are as large. */
const dodge = 15;

/**
 * Accuracy against size of the runs of one network as a picture in SVG: the mean over the seeds, filled, and hollow right
 * after the cut; each seed as a dot; how far so many test images tell it from the baseline as a bar; the unpruned network
 * as a line with the zone that they cannot tell from it; the Pareto front. Methods that are as large stand side by side.
 *
 * @param rows of one network, one or more
 */
export function figureOf(rows: readonly Row[], measure: SizeMeasure = 'flops'): string {
  const [first] = rows as [Row, ...Row[]];
  const whole = first[unprunedSizes[measure]];
  const sizes = [...rows.map((row) => row[measure]), whole];
  const lows = rows.flatMap(({ accuracyLow, selectedAccuracy }) => [accuracyLow, selectedAccuracy]);
  const methods = [...new Set(rows.map(({ method }) => method))];
  const room = (dodge * (methods.length + 1)) / 2;
  const x = scaleLog([Math.min(...sizes), Math.max(...sizes)], [left + room, width - right - room]);
  const y = scaleLinear([Math.min(...lows), Math.min(100, first.baselineAccuracy + 5)], [height - bottom, top]).nice();
  const summaries = summaryOf(rows);
  const noise = Math.max(...summaries.map(({ gapMargin }) => gapMargin));
  const placeOf = ({ method, [measure]: size }: Summary): number => {
    const rivals = methods.filter((rival) =>
      summaries.some((each) => each.method === rival && Math.abs(x(each[measure].mean) - x(size.mean)) < dodge),
    );
    return x(size.mean) + dodge * (rivals.indexOf(method) - (rivals.length - 1) / 2);
  };
  const front = paretoFront(
    summaries,
    (row) => row[measure].mean,
    ({ accuracy }) => accuracy.mean,
  );
  const [leftEdge, rightEdge] = [left, width - right];
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
    `<path d="M${front.map((row) => `${placeOf(row)} ${y(row.accuracy.mean)}`).join('L')}" fill="none" stroke="#009e73" stroke-opacity="0.6"/>`,
    ...summaries.map((row) => {
      const seeds = rows.filter((each) => isOf(row, each)).map(({ accuracy }) => accuracy);
      return mark(row, seeds, methods.indexOf(row.method), placeOf(row), y);
    }),
    ...methods.map((method, index) => legend(tellMethod(method), index)),
    '</svg>',
  ].join('\n');
}

function mark(
  { selectedAccuracy, accuracy, gapMargin }: Summary,
  seeds: readonly number[],
  index: number,
  x: number,
  y: (accuracy: number) => number,
): string {
  const colour = colourOf(index);
  const shape = shapeOf(index);
  const at = (height: number) => `transform="translate(${x} ${y(height)})"`;
  return [
    `<path d="M${x} ${y(selectedAccuracy.mean)}V${y(accuracy.mean)}" stroke="${colour}" stroke-dasharray="1 3"/>`,
    `<path d="M${x} ${y(accuracy.mean - gapMargin)}V${y(accuracy.mean + gapMargin)}" stroke="${colour}" stroke-width="2"/>`,
    ...seeds.map((seed) => `<circle cx="${x + 6}" cy="${y(seed)}" r="1.5" fill="${colour}"/>`),
    `<path d="${shape}" ${at(selectedAccuracy.mean)} fill="#fff" stroke="${colour}"/>`,
    `<path d="${shape}" ${at(accuracy.mean)} fill="${colour}"/>`,
  ].join('');
}

const isOf = ({ method, rate, variant }: Summary, row: Row): boolean =>
  row.method === method && row.rate === rate && row.variant === variant;

const legend = (name: string, index: number): string => {
  const [x, y] = [width - right + 20, top + 20 * index];
  return `<path d="${shapeOf(index)}" transform="translate(${x} ${y})" fill="${colourOf(index)}"/><text x="${x + 12}" y="${y + 4}">${escaped(name)}</text>`;
};

const colourOf = (index: number): string => colours[index % colours.length]!;
const shapeOf = (index: number): string => symbol(symbols[index % symbols.length], 64)() ?? '';

const shortened = new Intl.NumberFormat('en', { notation: 'compact' }).format;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
