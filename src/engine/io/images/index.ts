import { cifarBinary } from './cifarBinary';
import { folders } from './folders';
import type { ImageFormat } from './format';
import { idx } from './idx';
import { npz } from './npz';

/** All formats of images; files are of the first that matches. */
export const imageFormats: readonly ImageFormat[] = [npz, idx, cifarBinary, folders];
