/**
 * 3x3 convolutions of stride 1 by Winograd's F(2x2, 3x3) (Lavin and Gray, arXiv 1509.09308): 4x4 windows of the input,
 * two pixels apart, each make 2x2 outputs. Transformed, a window and a kernel are 16 components that multiply one by
 * one: 4 products an output and channel where the sum over nine taps takes 9.
 *
 * Transformed windows lie as [blocks, 16, c + 1, 4]: four windows of a channel side by side, so that channels can be put
 * in any order, and a spare place that keeps components from lying powers of two apart. Transformed kernels, and
 * gradients for them, lie as [16, columns, k, 8], a gap after each component: eight outputs side by side, zeros where
 * they end before.
 */

/** Bytes of 8 numbers. */
export const eight: usize = 32;

/** Bytes between components that would else be powers of two apart and fight for the same lines of the cache. */
export const apart: usize = 64;
