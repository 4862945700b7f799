import { figureMeasures, tellFigure, tellFigureUnpruned } from '../words/comparing';
import { tellMethod } from '../words/fields';
import { chartOf, type Frame, type Mark, type Point, pointsOf, type SizeMeasure } from './chart';
import { colourOf, shapeOf } from './marks';
import type { Row } from './row';

const frame: Frame = { width: 720, height: 440, left: 56, right: 148, top: 32, bottom: 48 };

/**
 * Accuracy against size of the runs of one network as a picture in SVG: the mean over the seeds, filled, and hollow right
 * after the cut; each seed as a dot; how far so many test images tell it from the baseline as a bar; the unpruned network
 * as a line with the zone that they cannot tell from it; the Pareto front. Methods that are as large stand side by side.
 *
 * @param rows of one network, one or more
 */
export const figureOf = (rows: readonly Row[], measure: SizeMeasure = 'flops'): string =>
  figureOfPoints(pointsOf(rows), measure);

/** The same of points, one or more. */
export function figureOfPoints(points: readonly Point[], measure: SizeMeasure): string {
  const { width, height, left, right, bottom } = frame;
  const { x, y, xTicks, yTicks, marks, methods, unpruned, front } = chartOf(points, measure, frame);
  const edge = width - right;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${escaped(tellFigure(points[0]!.summary.network, measure))}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...yTicks.map((tick) => {
      const at = y(tick);
      return `<path d="M${left} ${at}H${edge}" stroke="#e3e3e3"/><text x="${left - 8}" y="${at + 4}" text-anchor="end">${tick}%</text>`;
    }),
    ...xTicks.map(
      (tick) => `<text x="${x(tick)}" y="${height - bottom + 18}" text-anchor="middle">${shortened(tick)}</text>`,
    ),
    `<text x="${(left + edge) / 2}" y="${height - 10}" text-anchor="middle">${figureMeasures[measure]}</text>`,
    `<rect x="${left}" y="${unpruned.highY}" width="${edge - left}" height="${unpruned.lowY - unpruned.highY}" fill="#000" fill-opacity="0.07"/>`,
    `<path d="M${left} ${unpruned.y}H${edge}" stroke="#000" stroke-dasharray="5 4"/>`,
    `<text x="${left + 6}" y="${unpruned.y - 6}">${tellFigureUnpruned(unpruned.accuracy)}</text>`,
    `<path d="M${front.map((mark) => `${mark.x} ${mark.y}`).join('L')}" fill="none" stroke="#009e73" stroke-opacity="0.6"/>`,
    ...marks.map(markOf),
    ...methods.map((method, index) => legend(tellMethod(method), index)),
    '</svg>',
  ].join('\n');
}

function markOf({ method, x, y, selectedY, highY, lowY, seedsY }: Mark<Point>): string {
  const [colour] = colourOf(method);
  const shape = shapeOf(method);
  return [
    `<path d="M${x} ${selectedY}V${y}" stroke="${colour}" stroke-dasharray="1 3"/>`,
    `<path d="M${x} ${lowY}V${highY}" stroke="${colour}" stroke-width="2"/>`,
    ...seedsY.map((at) => `<circle cx="${x + 6}" cy="${at}" r="1.5" fill="${colour}"/>`),
    `<path d="${shape}" transform="translate(${x} ${selectedY})" fill="#fff" stroke="${colour}"/>`,
    `<path d="${shape}" transform="translate(${x} ${y})" fill="${colour}"/>`,
  ].join('');
}

const legend = (name: string, index: number): string => {
  const [x, y] = [frame.width - frame.right + 20, frame.top + 20 * index];
  return `<path d="${shapeOf(index)}" transform="translate(${x} ${y})" fill="${colourOf(index)[0]}"/><text x="${x + 12}" y="${y + 4}">${escaped(name)}</text>`;
};

const shortened = new Intl.NumberFormat('en', { notation: 'compact' }).format;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
