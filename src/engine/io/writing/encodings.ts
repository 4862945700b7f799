import { isKernel } from '../../network/network';
import { fitsFloat16, fromFloat16, toFloat16 } from '../containers/halfFloats';
import { affineQuantise } from './affine';

/** How the numbers of a weight are read from fewer bits, as TensorFlow.js says it. */
export type Quantization =
  | { readonly dtype: 'float16' }
  | { readonly dtype: 'uint8' | 'uint16'; readonly scale: number; readonly min: number };

/** A weight's numbers as a file of TensorFlow.js holds them: 32-bit floats where nothing else is said. */
export interface Encoded {
  readonly bytes: Uint8Array;
  readonly quantization?: Quantization;
}

/** @param weight its name, "layer/weight" */
export type Encoding = (weight: string, values: Float32Array) => Encoded;

export const asFloat32: Encoding = (_, values) => ({ bytes: bytesOf(values) });

/** Every weight, but those with numbers beyond a 16-bit float's largest, as 16-bit floats (IEEE 754). */
export const asFloat16: Encoding = (weight, values) =>
  values.every(fitsFloat16)
    ? { bytes: bytesOf(toFloat16(values)), quantization: { dtype: 'float16' } }
    : asFloat32(weight, values);

/** Kernels as codes of 8 or 16 bits, a scale for each; what is added or normalises stays in 32 bits. */
const asCodes =
  (dtype: 'uint8' | 'uint16', bits: number): Encoding =>
  (weight, values) => {
    if (!isKernel(weight)) return asFloat32(weight, values);
    const { codes, scale, min } = affineQuantise(values, bits);
    return { bytes: bytesOf(bits === 8 ? Uint8Array.from(codes) : codes), quantization: { dtype, scale, min } };
  };

export const asUint8 = asCodes('uint8', 8);
export const asUint16 = asCodes('uint16', 16);

/** The numbers that TensorFlow.js reads. */
export function decoded({ bytes, quantization }: Encoded): Float32Array {
  if (!quantization) return new Float32Array(bytes.slice().buffer);
  if (quantization.dtype === 'float16') return fromFloat16(bytes);
  const { dtype, scale, min } = quantization;
  const codes = dtype === 'uint8' ? bytes : new Uint16Array(bytes.slice().buffer);
  return Float32Array.from(codes, (code) => code * scale + min);
}

const scaleBytes = 8;

/** Bytes that a weight takes: its numbers, and a scale and a least number of 32 bits where there are any. */
export const encodedBytes = ({ bytes, quantization }: Encoded): number =>
  bytes.length + (quantization && 'scale' in quantization ? scaleBytes : 0);

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array | Uint16Array | Uint8Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
