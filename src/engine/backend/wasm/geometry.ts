import type { ConvGeometry } from './convolutions';

/** The kernels' Geometry, of images [N, H, W, C_in] and outputs [N, outH, outW, C_out]. */
export const kernelGeometry = (
  [batch = 0, height = 0, width = 0, channels = 0]: readonly number[],
  [, outHeight = 0, outWidth = 0, outChannels = 0]: readonly number[],
  { stride, padBefore, kernel }: ConvGeometry,
) => ({
  ...{ batch, height, width, channels, outHeight, outWidth, outChannels },
  ...{ kernelHeight: kernel[0], kernelWidth: kernel[1], strideHeight: stride[0], strideWidth: stride[1] },
  ...{ top: padBefore[0], left: padBefore[1] },
  row: ((outWidth - 1) * stride[1] + kernel[1]) * channels,
  outRow: outWidth * outChannels,
});

/** Floats of an image with the zeros around it that windows reach. */
export const paddedSize = ({ outHeight, strideHeight, kernelHeight, row }: ReturnType<typeof kernelGeometry>): number =>
  ((outHeight - 1) * strideHeight + kernelHeight) * row;
