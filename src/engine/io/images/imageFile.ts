import type { DroppedFile } from '../containers/files';

const starts: ReadonlyArray<readonly [at: number, bytes: string]> = [
  [1, 'PNG\r\n'],
  [0, '\xff\xd8\xff'],
  [8, 'WEBP'],
  [0, 'GIF8'],
];

/** Whether a file is named as an image or starts as one. */
export const isImage = ({ name, bytes }: DroppedFile): boolean =>
  /\.(png|jpe?g|webp|gif|bmp|avif|tiff?|heic)$/i.test(name) ||
  starts.some(([at, text]) => [...text].every((character, index) => bytes[at + index] === character.charCodeAt(0)));
