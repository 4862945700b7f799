import type { SizeMeasure } from '../../comparison/chart';
import { formatBytes, formatCount, formatMilliseconds } from '../format';

export const formatSize: Readonly<Record<SizeMeasure, (size: number) => string>> = {
  flops: formatCount,
  params: formatCount,
  bytes: formatBytes,
  milliseconds: formatMilliseconds,
};
