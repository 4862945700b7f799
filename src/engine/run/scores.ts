const floatBytes = 4;

/** Numbers as text: base64 of float32, little-endian. */
export function encodeScores(scores: readonly number[]): string {
  const view = new DataView(new ArrayBuffer(floatBytes * scores.length));
  for (const [index, score] of scores.entries()) view.setFloat32(floatBytes * index, score, true);
  return btoa(Array.from(new Uint8Array(view.buffer), (byte) => String.fromCharCode(byte)).join(''));
}

export function decodeScores(text: string): Float32Array {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let index = 0; index < bytes.length; index++) bytes[index] = characters.charCodeAt(index);
  const view = new DataView(bytes.buffer);
  const scores = new Float32Array(bytes.length / floatBytes);
  for (let index = 0; index < scores.length; index++) scores[index] = view.getFloat32(floatBytes * index, true);
  return scores;
}

/** How many numbers base64 holds: no whole number if it is of something else. */
export const scoreCount = (base64: string): number =>
  ((3 * base64.length) / 4 - (base64.length - base64.replace(/=+$/, '').length)) / floatBytes;
