import type { Network } from '../../network/network';
import type { FormatName, WrittenName } from '../formatNames';
import { asFloat16, asUint8 } from '../writing/encodings';
import type { NetworkFormat, WrittenFormat } from './format';
import { kerasH5 } from './kerasH5';
import { kerasZip } from './kerasZip';
import { otherJson, tfjsLayers, writeTfjsZip } from './tfjsLayers';
import { topologyAndWeights } from './topologyAndWeights';

/** All formats of networks; files are of the first that matches. */
export const networkFormats = {
  keras: kerasZip,
  tfjs: tfjsLayers,
  topologyAndWeights,
  h5: kerasH5,
  otherJson,
} satisfies Readonly<Record<string, NetworkFormat> & Record<FormatName, WrittenFormat>>;

/** A network as one file, in a format as it is or with smaller weights. */
export const writers: Readonly<Record<WrittenName, (network: Network) => Promise<Uint8Array>>> = {
  tfjs: tfjsLayers.write,
  h5: kerasH5.write,
  keras: kerasZip.write,
  'tfjs-fp16': (network) => writeTfjsZip(network, asFloat16),
  'tfjs-int8': (network) => writeTfjsZip(network, asUint8),
};
