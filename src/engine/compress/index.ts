import { fitLevels, fitTwoValues } from './activations';
import { binaryWeights } from './binary';
import type { Compression } from './compression';
import { deepCompression } from './deepCompression';
import { dorefaWeights } from './dorefa';
import { fp16, int8, int16 } from './encoded';
import type { CompressionId } from './ids';
import { byRounding } from './rounding';
import { ternaryWeights } from './ternary';

const binary = byRounding({ bits: 1, scales: (filters) => filters, round: binaryWeights });

/** Of DoReFa's weights and activations. */
const dorefaBits = 4;

const dorefa = byRounding({
  bits: dorefaBits,
  scales: () => 1,
  round: (kernel) => dorefaWeights(kernel, dorefaBits),
});

/** All compressions by id. */
export const compressions: Readonly<Record<CompressionId, Compression>> = {
  fp16,
  int16,
  int8,
  twn: { id: 'twn', ...byRounding({ bits: 2, scales: () => 1, round: ternaryWeights }) },
  bwn: { id: 'bwn', ...binary },
  xnor: { id: 'xnor', ...binary, fitRounding: fitTwoValues },
  dorefa: { id: 'dorefa', ...dorefa, fitRounding: fitLevels(dorefaBits) },
  'deep-compression': deepCompression,
};
