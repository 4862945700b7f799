/**
 * 3x3 convolutions of stride 1 by Winograd's F(2x2, 3x3) (Lavin and Gray, arXiv 1509.09308): 4x4 tiles of the input, two
 * pixels apart, each make 2x2 outputs. Transformed, a tile and a kernel are 16 components that multiply one by one: 4
 * products an output and channel where the sum over nine taps takes 9.
 *
 * Transformed tiles lie as [blocks, 16, channels + 1, 4]: four tiles of a channel side by side, so that channels can be
 * put in any order, and a spare one that keeps components from lying powers of two apart. Transformed kernels, and
 * gradients for them, lie as [16, columns, channels, 8], a gap after each component: eight outputs side by side, zeros
 * where they end before.
 */
import { eight, four } from './simd';

/** Bytes between components that would else be powers of two apart and fight for the same lines of the cache. */
export const apart: usize = 64;

/** Bytes between the components of a transformed kernel [channels, outChannels]. */
export function kernelComponent(channels: i32, outChannels: i32): usize {
  return <usize>(columnsOf(outChannels) * channels) * eight + apart;
}

/** Eights of outputs. */
export function columnsOf(outChannels: i32): i32 {
  return (outChannels + 7) >> 3;
}

/** Outputs that tiles make, 2x2 each. */
@unmanaged
export class WinogradOutputs {
  batch: i32;
  outHeight: i32;
  outWidth: i32;
  outChannels: i32;
  /** Channels that the kernel reads. */
  channels: i32;

  /** Tiles down and across an image, and all of them. */
  get rows(): i32 {
    return (this.outHeight + 1) >> 1;
  }

  get columns(): i32 {
    return (this.outWidth + 1) >> 1;
  }

  get count(): i32 {
    return this.batch * this.rows * this.columns;
  }

  /** Numbers before the outputs of a tile in a row of tiles, counted through all images. */
  outOffset(row: i32, column: i32): i32 {
    const outRow = (row / this.rows) * this.outHeight + 2 * (row % this.rows);
    return (outRow * this.outWidth + 2 * column) * this.outChannels;
  }
}

/** Tiles from `winogradInput`, of which a kernel [3, 3, channels, outChannels] reads some channels. */
@unmanaged
export class WinogradTiles extends WinogradOutputs {
  /** Channels that the tiles have. */
  tileChannels: i32;

  /** Fours of tiles. */
  get blocks(): i32 {
    return (this.count + 3) >> 2;
  }

  /** Bytes between the components of a block. */
  get component(): usize {
    return <usize>(this.tileChannels + 1) * four;
  }
}
