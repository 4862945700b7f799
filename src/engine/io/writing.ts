import { zipSync } from 'fflate';
import type { Network } from '../network/network';
import { writeH5 } from './h5';
import { writeKerasZip } from './kerasZip';
import type { FormatName } from './opened';
import { writeTfjsLayers } from './tfjsLayers';

/** How each format is called, its file's ending, and its writer. */
export const formats: Readonly<
  Record<FormatName, { label: string; suffix: string; write: (network: Network) => Promise<Uint8Array> }>
> = {
  keras: { label: 'Keras 3 (.keras)', suffix: '.keras', write: writeKerasZip },
  h5: { label: 'Keras 2 (.h5)', suffix: '.h5', write: writeH5 },
  tfjs: {
    label: 'TensorFlow.js (.zip)',
    suffix: '.zip',
    write: async (network) => zipSync(await writeTfjsLayers(network), { level: 0 }),
  },
};
