/** 32-bit floats of the bytes of 16-bit ones (IEEE 754, little-endian). */
export function fromFloat16(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(bytes.length >> 1);
  table ??= Float32Array.from({ length: 2 ** 16 }, (_, bits) => half(bits));
  for (let at = 0; at < values.length; at++) values[at] = table[view.getUint16(2 * at, true)]!;
  return values;
}

/** The values of all 16-bit floats, once there are some to be read. */
let table: Float32Array | undefined;

/** The value of a 16-bit float: a sign, five bits of exponent, ten of the fraction. */
function half(bits: number): number {
  const [sign, exponent, fraction] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 31, bits & 0x3ff];
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const largestHalf = 65504;

/** Whether a number is within the range of 16-bit floats. */
export const fitsFloat16 = (value: number): boolean => Math.abs(value) <= largestHalf;

/** The 16-bit floats nearest to numbers, of two as near the one whose last bit is 0. @param values that fit */
export const toFloat16 = (values: Float32Array): Uint16Array => {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  return Uint16Array.from(values, (value, index) => {
    const exponent = Math.max(((bits[index]! >> 23) & 255) - 127, -14);
    const steps = nearestEven(Math.abs(value) / 2 ** (exponent - 10));
    return ((bits[index]! >>> 16) & 0x8000) | (((exponent + 14) << 10) + steps);
  });
};

function nearestEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}

/** 32-bit floats of the bytes of bfloat16 ones: their upper halves. */
export function fromBfloat16(bytes: Uint8Array): Float32Array {
  const upper = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bits = Uint32Array.from({ length: bytes.length >> 1 }, (_, index) => upper.getUint16(2 * index, true) << 16);
  return new Float32Array(bits.buffer);
}
