import type { SizeMeasure } from '../../comparison/size';
import { formatBytes, formatCount } from '../format';

/** By `sizeOf`: time is a share. */
export const formatSize: Readonly<Record<SizeMeasure, (size: number) => string>> = {
  flops: formatCount,
  params: formatCount,
  bytes: formatBytes,
  milliseconds: (share) => `${Number((100 * share).toPrecision(3))}%`,
};
