export const formatNames = ['tfjs', 'h5', 'keras'] as const;

/** A format that networks are read from and written to. */
export type FormatName = (typeof formatNames)[number];
