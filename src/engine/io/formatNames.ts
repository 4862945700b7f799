export const formatNames = ['tfjs', 'h5', 'keras'] as const;

/** A format that networks are read from and written to. */
export type FormatName = (typeof formatNames)[number];

/** How each format's files end. */
export const suffixes: Readonly<Record<FormatName, string>> = { tfjs: '.zip', h5: '.h5', keras: '.keras' };
