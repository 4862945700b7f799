import type { Compression } from './compression';
import { fp16, int8, int16 } from './encoded';
import type { CompressionId } from './ids';

/** All compressions by id. */
export const compressions: Readonly<Record<CompressionId, Compression>> = { fp16, int16, int8 };
