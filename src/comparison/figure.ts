import { comparingWords, figureMeasures, tellAccuracyAxis, tellFigure, tellFigureUnpruned } from '../words/comparing';
import { tellTrainedFor } from '../words/compressions';
import { tellMethod } from '../words/fields';
import { chartOf, type Frame, type Mark } from './chart';
import { belowAxis, colourOf, inOrder, shapeOf } from './marks';
import { type Point, pointsOf } from './points';
import type { Row } from './row';
import { hasSize, type SizeMeasure } from './size';

const plot = { width: 620, height: 500, left: 56, top: 92, bottom: 52, right: 20 };

/** Pixels: of a line of the legend, and of a letter in it on average, rather too wide than too narrow. */
const [legendLine, letter] = [20, 7];

/**
 * Accuracy against size of the runs of one network as a picture in SVG: the mean over the seeds, filled, and hollow right
 * after the cut; each seed as a dot; how far so many test images tell it from the baseline as a bar; the unpruned network
 * as a line with the zone that they cannot tell from it; the Pareto front. An arrow at the foot stands for what was below
 * the axis right after the cut. Networks in fewer bits, which have no FLOPs of their own, stand among bytes alone, by name.
 *
 * @param rows of one network, one or more
 */
export const figureOf = (rows: readonly Row[], measure: SizeMeasure = 'flops'): string =>
  figureOfPoints(pointsOf(rows.filter((row) => hasSize(row, measure))), measure);

/** The same of points, one or more. */
export function figureOfPoints(points: readonly Point[], measure: SizeMeasure): string {
  const names = inOrder(points.map(({ summary }) => summary.method)).map((method) => ({
    method,
    name: tellMethod(method),
  }));
  const legendWidth = 36 + letter * Math.max(...names.map(({ name }) => name.length));
  const frame: Frame = {
    ...plot,
    width: plot.width + legendWidth,
    height: Math.max(plot.height, plot.top + plot.bottom + legendLine * names.length),
    right: plot.right + legendWidth,
  };
  const { width, height, left, right, bottom } = frame;
  const { x, y, xTicks, yTicks, floor, marks, unpruned, front } = chartOf(points, measure, frame);
  const edge = width - right;
  const title = escaped(tellFigure(points[0]!.summary.network, measure));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${title}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${left}" y="28" font-size="16" font-weight="600">${title}</text>`,
    `<text x="${left}" y="50" fill="#555">${escaped(comparingWords.figureMarks)}</text>`,
    `<text x="${left}" y="70" fill="#555">${escaped(tellAccuracyAxis(floor, points[0]!.rows[0].isAgreement))}</text>`,
    ...yTicks.map((tick) => {
      const at = y(tick);
      return `<path d="M${left} ${at}H${edge}" stroke="#e3e3e3"/><text x="${left - 8}" y="${at + 4}" text-anchor="end">${tick}%</text>`;
    }),
    ...xTicks.map(
      (tick) =>
        `<text x="${x(tick)}" y="${height - bottom + 18}" text-anchor="middle">${tickNames[measure](tick)}</text>`,
    ),
    `<text x="${(left + edge) / 2}" y="${height - 12}" text-anchor="middle">${figureMeasures[measure]}</text>`,
    `<rect x="${left}" y="${unpruned.highY}" width="${edge - left}" height="${unpruned.lowY - unpruned.highY}" fill="#000" fill-opacity="0.07"/>`,
    `<path d="M${left} ${unpruned.y}H${edge}" stroke="#000" stroke-dasharray="5 4"/>`,
    `<text x="${left + 6}" y="${unpruned.y - 6}">${tellFigureUnpruned(unpruned.accuracy)}</text>`,
    `<path d="M${front.map((mark) => `${mark.x} ${mark.y}`).join('L')}" fill="none" stroke="#009e73" stroke-opacity="0.6"/>`,
    ...marks.map(beforeOf),
    ...marks.map(markOf),
    ...names.map(({ method, name }, index) => legend(method, name, edge + 20, plot.top + 6 + legendLine * index)),
    '</svg>',
  ].join('\n');
}

/** Right after the cut. */
function beforeOf({ point, x, y, selectedY, isSelectedBelow }: Mark<Point>): string {
  const { method } = point.summary;
  const [colour] = colourOf(method);
  const place = `transform="translate(${x} ${selectedY})" fill="#fff" stroke="${colour}"`;
  const end = isSelectedBelow ? `<path d="${belowAxis}" ${place}/>` : `<path d="${shapeOf(method)}" ${place}/>`;
  return `<g opacity="0.6"><path d="M${x} ${selectedY}V${y}" stroke="${colour}" stroke-dasharray="1 3"/>${end}</g>`;
}

function markOf({ point, x, y, highY, lowY, seedsY }: Mark<Point>): string {
  const { method, compression } = point.summary;
  const [colour] = colourOf(method);
  const stored = compression ? escaped(tellTrainedFor(compression)) : '';
  return [
    `<path d="M${x} ${lowY}V${highY}" stroke="${colour}" stroke-width="2" stroke-opacity="0.5"/>`,
    ...seedsY.map((at) => `<circle cx="${x + 6}" cy="${at}" r="1.5" fill="${colour}"/>`),
    `<path d="${shapeOf(method)}" transform="translate(${x} ${y})" fill="${colour}" stroke="#fff" stroke-width="0.7"/>`,
    ...(stored === '' ? [] : [`<text x="${x + 10}" y="${y - 8}" font-size="10" fill="#555">${stored}</text>`]),
  ].join('');
}

const legend = (method: string, name: string, x: number, y: number): string =>
  `<path d="${shapeOf(method)}" transform="translate(${x} ${y})" fill="${colourOf(method)[0]}"/><text x="${x + 14}" y="${y + 4}">${escaped(name)}</text>`;

const shortened = new Intl.NumberFormat('en', { notation: 'compact' }).format;

const tickNames: Readonly<Record<SizeMeasure, (size: number) => string>> = {
  ...{ flops: shortened, params: shortened, bytes: shortened },
  milliseconds: (share) => `${Number((100 * share).toPrecision(3))}%`,
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
