/** Ways to store a network in fewer bits. */
export const compressionIds = ['fp16', 'int16', 'int8'] as const;

export type CompressionId = (typeof compressionIds)[number];
