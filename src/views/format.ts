import type { WrittenName } from '../engine/io/formatNames';

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

export const formatCount = (count: number): string => compact.format(count);

const whole = new Intl.NumberFormat('en');

export const formatWhole = (count: number): string => whole.format(count);

export const formatPercent = (share: number): string =>
  Number.isFinite(share) ? `${(100 * share).toFixed(1)}%` : 'unknown';

/** Of a share: `82.8–87.2`. */
export const formatInterval = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  `${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}`;

export const formatMilliseconds = (milliseconds: number): string =>
  `${milliseconds.toFixed(milliseconds < 10 ? 2 : 1)} ms`;

export const formatBytes = (bytes: number): string =>
  bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(2)} MB`;

export function formatTime(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

export const formatLabels: Readonly<Record<WrittenName, string>> = {
  keras: 'Keras 3 (.keras)',
  h5: 'Keras 2 (.h5)',
  tfjs: 'TensorFlow.js (.zip)',
  'tfjs-fp16': 'TensorFlow.js, 16-bit weights (.zip)',
  'tfjs-int8': 'TensorFlow.js, 8-bit weights (.zip)',
};
