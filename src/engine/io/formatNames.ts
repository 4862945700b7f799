export const formatNames = ['tfjs', 'h5', 'keras'] as const;

/** A format that networks are read from and written to. */
export type FormatName = (typeof formatNames)[number];

/** Files of TensorFlow.js with weights in fewer bits. */
export const smallFormats = ['tfjs-fp16', 'tfjs-int8'] as const;

/** What a network is written as. */
export type WrittenName = FormatName | (typeof smallFormats)[number];

/** How each format's files end. */
export const suffixes: Readonly<Record<WrittenName, string>> = {
  tfjs: '.zip',
  h5: '.h5',
  keras: '.keras',
  'tfjs-fp16': '-16-bit.zip',
  'tfjs-int8': '-8-bit.zip',
};
