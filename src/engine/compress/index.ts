import { binaryWeights } from './binary';
import type { Compression } from './compression';
import { fp16, int8, int16 } from './encoded';
import type { CompressionId } from './ids';
import { byRounding } from './rounding';
import { ternaryWeights } from './ternary';

/** All compressions by id. */
export const compressions: Readonly<Record<CompressionId, Compression>> = {
  fp16,
  int16,
  int8,
  twn: { id: 'twn', ...byRounding({ bits: 2, scales: () => 1, round: ternaryWeights }) },
  bwn: { id: 'bwn', ...byRounding({ bits: 1, scales: (filters) => filters, round: binaryWeights }) },
};
