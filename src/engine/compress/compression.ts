import type { Network } from '../network/network';
import type { SparseLayers, ZeroMasks } from '../run/sparseLayers';
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
  /**
   * How a network is trained for it; absent where training has nothing to win back.
   *
   * @param masks of its weights that are held at zero; they have to outlive the training
   */
  training?(network: Network, masks: ZeroMasks): Pick<Trained, 'rounding'>;
  /** The network given stays as it is. @param sparse its weights of which some entries are held at zero, and stay zero */
  store(network: Network, sparse: SparseLayers): Promise<Compressed>;
}
