/**
 * How large what a file says of itself may be. Readers check before they allocate: a small file can promise much.
 */
export const limits = {
  /** Bytes that all archives of one drop unpack to. */
  unpacked: 2 ** 30,
  /** Bytes of a JSON text. */
  json: 2 ** 26,
  /** Files in a drop, archives unpacked. */
  files: 200_000,
  /** Images in arrays. */
  images: 2 ** 21,
  /** Bytes of a drop's images, decoded: larger sets are used in part. */
  pixels: 2 ** 30,
  /** Classes that labels tell apart. */
  classes: 2 ** 15,
  /** Calls of layers, models within models laid flat. */
  layers: 10_000,
  /** Models within models. */
  nesting: 32,
  /** Entries of what one layer makes of one image. */
  entries: 2 ** 26,
} as const;

/** Of fewer training images none are set apart for validation: a tenth of them would tell accuracies apart in steps of over 10 points. */
export const leastToSplit = 100;
