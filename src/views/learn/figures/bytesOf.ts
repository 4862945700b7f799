const known = new Map<string, Uint8Array>();

/** The bytes that base64 stands for, decoded once. */
export function bytesOf(base64: string): Uint8Array {
  const bytes = known.get(base64) ?? Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  known.set(base64, bytes);
  return bytes;
}
