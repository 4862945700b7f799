import { figureTexts } from '../words/figures';

/** As papers write them, in every language: `1.2M`. */
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

export const formatCount = (count: number): string => compact.format(count);

export const formatPercent = (share: number): string =>
  Number.isFinite(share) ? `${(100 * share).toFixed(1)}%` : figureTexts.unknown;

/** A share that is not reached, and so is never rounded up: `99.9%` of 0.9997. */
export const formatAtMost = (share: number): string => formatPercent(Math.floor(1000 * share + 1e-9) / 1000);

/** Of a share: `82.8–87.2`. */
export const formatInterval = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  `${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}`;

export const formatMilliseconds = (milliseconds: number): string =>
  `${milliseconds.toFixed(milliseconds < 10 ? 2 : 1)} ms`;

export function formatBytes(bytes: number): string {
  if (bytes < 1e3) return `${Math.round(bytes)} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(bytes < 1e4 ? 1 : 0)} kB`;
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
