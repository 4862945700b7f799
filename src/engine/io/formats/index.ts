import type { FormatName } from '../formatNames';
import type { NetworkFormat, WrittenFormat } from './format';
import { kerasH5 } from './kerasH5';
import { kerasZip } from './kerasZip';
import { otherJson, tfjsLayers } from './tfjsLayers';
import { topologyAndWeights } from './topologyAndWeights';

/** All formats of networks; files are of the first that matches. */
export const networkFormats = {
  keras: kerasZip,
  tfjs: tfjsLayers,
  topologyAndWeights,
  h5: kerasH5,
  otherJson,
} satisfies Readonly<Record<string, NetworkFormat> & Record<FormatName, WrittenFormat>>;
