import type { Network } from '../network/network';
import type { Trained } from '../train/fineTune';
import type { FitRounding } from './activations';
import type { CompressionId } from './ids';

/** A network whose weights are stored in fewer bits. */
export interface Compressed {
  /** It computes what the stored numbers make of it. The caller owns it. */
  readonly network: Network;
  /** Bytes of all weights: codes, scales and tables, and what stays in 32 bits. */
  readonly storedBytes: number;
}

/** A way to store a network in fewer bits. */
export interface Compression {
  readonly id: CompressionId;
  /** How what inner layers read is rounded; absent where that stays as it is. */
  readonly fitRounding?: FitRounding;
  /** How a network is trained for it; absent where training has nothing to win back. */
  training?(network: Network): Pick<Trained, 'rounding' | 'masks'>;
  /** The network given stays as it is. */
  store(network: Network): Promise<Compressed>;
}
