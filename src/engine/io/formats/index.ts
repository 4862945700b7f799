import { zipSync } from 'fflate';
import type { Network } from '../../network/network';
import { type FormatName, suffixes } from '../formatNames';
import { writeH5 } from './kerasH5';
import { writeKerasZip } from './kerasZip';
import { writeTfjsLayers } from './tfjsLayers';

/** Each format's file ending and its writer. */
export const formats: Readonly<
  Record<FormatName, { suffix: string; write: (network: Network) => Promise<Uint8Array> }>
> = {
  keras: { suffix: suffixes.keras, write: writeKerasZip },
  h5: { suffix: suffixes.h5, write: writeH5 },
  tfjs: {
    suffix: suffixes.tfjs,
    write: async (network) => zipSync(await writeTfjsLayers(network), { level: 0 }),
  },
};
