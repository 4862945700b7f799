/** Ways to store a network in fewer bits. */
export const compressionIds = ['fp16', 'int16', 'int8', 'twn', 'bwn', 'xnor', 'dorefa', 'deep-compression'] as const;

export type CompressionId = (typeof compressionIds)[number];

/** Ways to store the pruned network, and for how many epochs it is also trained for each that there is training for. */
export interface Compressing {
  readonly ids: readonly CompressionId[];
  readonly epochs: number;
}
