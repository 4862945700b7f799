/** Numbers as whole ones of a few bits: the number of a code q is scale q + min. */
export interface Affine {
  readonly codes: Uint16Array;
  readonly scale: number;
  readonly min: number;
}

/**
 * r = S (q - Z): affine quantisation (Jacob 2018, "Quantization and Training of Neural Networks for Efficient
 * Integer-Arithmetic-Only Inference", equation 1), with min = -S Z as TensorFlow.js stores it. The range reaches from the
 * least number to the largest and holds 0, which stays 0.
 *
 * @param bits of a code, at most 16
 */
export function affineQuantise(values: Float32Array, bits: number): Affine {
  const last = 2 ** bits - 1;
  const low = values.reduce((least, value) => Math.min(least, value), 0);
  const high = values.reduce((most, value) => Math.max(most, value), 0);
  const scale = high > low ? (high - low) / last : 1;
  const zero = Math.round(-low / scale);
  const codes = Uint16Array.from(values, (value) => Math.min(last, Math.max(0, Math.round(value / scale) + zero)));
  return { codes, scale, min: -(scale * zero) };
}
