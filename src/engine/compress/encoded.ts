import { asFloat16, asUint8, asUint16, decoded, type Encoding, encodedBytes } from '../io/writing/encodings';
import type { Compression } from './compression';
import type { CompressionId } from './ids';
import { mapWeights } from './mapWeights';

/**
 * Weights in fewer bits, as a file of TensorFlow.js holds them: every entry has its number or code, those that are held at
 * zero as well, and these are read as 0 again. The bytes are the file's.
 */
const encoded =
  (encode: Encoding): Compression['store'] =>
  async (network) => {
    let storedBytes = 0;
    const rounded = await mapWeights(network, (key, values) => {
      const each = encode(key, values);
      storedBytes += encodedBytes(each);
      return decoded(each);
    });
    return { network: rounded, storedBytes };
  };

/** Compressions that files of TensorFlow.js have a form for. */
export const fileEncodings = { fp16: asFloat16, int16: asUint16, int8: asUint8 } as const;

export const hasFile = (id: CompressionId): id is keyof typeof fileEncodings => Object.hasOwn(fileEncodings, id);

export const fp16: Compression = { id: 'fp16', store: encoded(asFloat16) };
export const int16: Compression = { id: 'int16', store: encoded(asUint16) };
export const int8: Compression = { id: 'int8', store: encoded(asUint8) };
