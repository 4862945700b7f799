import { fitLevels, fitTwoValues } from './activations';
import { binaryWeights } from './binary';
import type { Compression } from './compression';
import { deepCompression } from './deepCompression';
import { dorefaWeights } from './dorefa';
import { fp16, int8, int16 } from './encoded';
import type { CompressionId } from './ids';
import { byRounding } from './rounding';
import { ternaryWeights } from './ternary';

const binary = byRounding({ bits: 1, hasZero: false, scales: (filters) => filters, round: binaryWeights });

/** Of DoReFa's weights and activations. */
const dorefaBits = 4;

const dorefa = byRounding({
  bits: dorefaBits,
  hasZero: false,
  scales: () => 1,
  round: (kernel, _, mask) => dorefaWeights(kernel, dorefaBits, mask),
});

const ternary = byRounding({
  bits: 2,
  hasZero: true,
  scales: () => 1,
  round: (kernel, _, mask) => ternaryWeights(kernel, mask),
});

/** All compressions by id. */
export const compressions: Readonly<Record<CompressionId, Compression>> = {
  fp16,
  int16,
  int8,
  twn: { id: 'twn', ...ternary },
  bwn: { id: 'bwn', ...binary },
  xnor: { id: 'xnor', ...binary, fitRounding: fitTwoValues },
  dorefa: { id: 'dorefa', ...dorefa, fitRounding: fitLevels(dorefaBits) },
  'deep-compression': deepCompression,
};
