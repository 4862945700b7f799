/** 32-bit floats of the bytes of 16-bit ones (IEEE 754, little-endian). */
export function fromFloat16(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.length >> 1 }, (_, index) => {
    const bits = view.getUint16(2 * index, true);
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >> 10) & 0x1f;
    const fraction = (bits & 0x3ff) / 1024;
    if (exponent === 0) return sign * fraction * 2 ** -14;
    if (exponent === 31) return fraction ? NaN : sign * Infinity;
    return sign * (1 + fraction) * 2 ** (exponent - 15);
  });
}

/** 32-bit floats of the bytes of bfloat16 ones: their upper halves. */
export function fromBfloat16(bytes: Uint8Array): Float32Array {
  const upper = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const bits = Uint32Array.from({ length: bytes.length >> 1 }, (_, index) => upper.getUint16(2 * index, true) << 16);
  return new Float32Array(bits.buffer);
}
