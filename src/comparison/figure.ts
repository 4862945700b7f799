import { comparingWords, figureMeasures, tellAccuracyAxis, tellFigure, tellFigureUnpruned } from '../words/comparing';
import { tellTrainedFor } from '../words/compressions';
import { tellMethod } from '../words/fields';
import { joints } from '../words/text';
import { type Chart, chartOf, type Frame, type Mark } from './chart';
import { mostDodged } from './dodge';
import { stacked } from './labels';
import { belowAxis, colourOf, inOrder, shapeOf } from './marks';
import { type Point, pointsOf } from './points';
import type { Row } from './row';
import { hasSize, type SizeMeasure } from './size';

const plot = { width: 620, height: 500, left: 56, top: 92, bottom: 52, right: 20 };

/** Pixels: of a line of the legend, and of a letter in it and in a label on average, rather too wide than too narrow. */
const [legendLine, letter, labelLetter] = [20, 7, 5.5];

/**
 * Accuracy against size of the runs of one network as a picture in SVG: the mean over the seeds, filled, and hollow right
 * after the cut; each seed as a dot; how far so many test images tell it from the baseline as a bar; the unpruned network
 * as a line with the zone that they cannot tell from it; the Pareto front. An arrow at the foot stands for what is below
 * the axis, filled, or was right after the cut. Arms of an ablation have their names beside them; where each has an unpruned network of its own
 * there is no line, and the name tells of it. Networks in fewer bits, which have no FLOPs of their own, stand among bytes alone,
 * by name.
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
  const chart = chartOf(points, measure, frame);
  const { x, y, xTicks, yTicks, floor, marks, front } = chart;
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
    ...unprunedOf(chart, left, edge),
    `<path d="M${front.map((mark) => `${mark.x} ${mark.y}`).join('L')}" fill="none" stroke="#009e73" stroke-opacity="0.6"/>`,
    ...marks.map(beforeOf),
    ...marks.map(markOf),
    ...labelsOf(chart, edge, height - bottom),
    ...names.map(({ method, name }, index) => legend(method, name, edge + 20, plot.top + 6 + legendLine * index)),
    '</svg>',
  ].join('\n');
}

/** Its line and zone, where all marks are of one. */
function unprunedOf({ unpruned, hasOneBaseline }: Chart<Point>, left: number, edge: number): string[] {
  if (!hasOneBaseline) return [];
  const { accuracy, y, highY, lowY } = unpruned;
  return [
    `<rect x="${left}" y="${highY}" width="${edge - left}" height="${lowY - highY}" fill="#000" fill-opacity="0.07"/>`,
    `<path d="M${left} ${y}H${edge}" stroke="#000" stroke-dasharray="5 4"/>`,
    `<text x="${left + 6}" y="${y - 6}">${tellFigureUnpruned(accuracy)}</text>`,
  ];
}

/** Right after the cut. */
function beforeOf({ point, x, y, cut }: Mark<Point>): string {
  if (!cut) return '';
  const { method } = point.summary;
  const [colour] = colourOf(method);
  const place = `transform="translate(${x} ${cut.y})" fill="#fff" stroke="${colour}"`;
  const end = cut.isBelow ? `<path d="${belowAxis}" ${place}/>` : `<path d="${shapeOf(method)}" ${place}/>`;
  return `<g opacity="0.6"><path d="M${x} ${cut.y}V${y}" stroke="${colour}" stroke-dasharray="1 3"/>${end}</g>`;
}

function markOf({ point, x, y, isBelow, highY, lowY, seedsY }: Mark<Point>): string {
  const { method } = point.summary;
  const [colour] = colourOf(method);
  return [
    `<path d="M${x} ${lowY}V${highY}" stroke="${colour}" stroke-width="2" stroke-opacity="0.5"/>`,
    ...seedsY.map((at) => `<circle cx="${x + 6}" cy="${at}" r="1.5" fill="${colour}"/>`),
    `<path d="${isBelow ? belowAxis : shapeOf(method)}" transform="translate(${x} ${y})" fill="${colour}" stroke="#fff" stroke-width="0.7"/>`,
  ].join('');
}

/** What tells marks of one method apart, right of a cluster of them or left of it, with a line to a mark that is farther off. */
function labelsOf({ marks, hasOneBaseline }: Chart<Point>, edge: number, foot: number): string[] {
  const labels = marks.flatMap((mark) => {
    const { variant, compression, baselineAccuracy } = mark.point.summary;
    const text = [
      ...(variant === undefined ? [] : [variant]),
      ...(compression ? [tellTrainedFor(compression)] : []),
      ...(hasOneBaseline ? [] : [tellFigureUnpruned(baselineAccuracy.mean)]),
    ].join(joints.comma);
    const width = labelLetter * text.length;
    const cluster = marks.map((other) => other.x).filter((other) => Math.abs(other - mark.x) <= 2 * mostDodged);
    const [first, last] = [Math.min(...cluster) - 14, Math.max(...cluster) + 14];
    const x = last + width > edge ? first - width : last;
    return text === '' ? [] : [{ mark, text, x, y: mark.y, width }];
  });
  const heights = stacked(labels, foot);
  return labels.map(({ mark, text, x, width }, index) => {
    const at = heights[index]!;
    const [anchor, end] = x < mark.x ? ['end', x + width] : ['start', x];
    const leader =
      Math.hypot(at - mark.y, end - mark.x) < 16
        ? ''
        : `<path d="M${mark.x} ${mark.y}L${end} ${at}" stroke="#999" stroke-width="0.7"/>`;
    const words = `<text x="${end}" y="${at + 3.5}" text-anchor="${anchor}" font-size="10" fill="#555">${escaped(text)}</text>`;
    return leader + words;
  });
}

const legend = (method: string, name: string, x: number, y: number): string =>
  `<path d="${shapeOf(method)}" transform="translate(${x} ${y})" fill="${colourOf(method)[0]}"/><text x="${x + 14}" y="${y + 4}">${escaped(name)}</text>`;

const shortened = new Intl.NumberFormat('en', { notation: 'compact' }).format;

const tickNames: Readonly<Record<SizeMeasure, (size: number) => string>> = {
  ...{ flops: shortened, params: shortened, bytes: shortened },
  milliseconds: (share) => `${Number((100 * share).toPrecision(3))}%`,
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
