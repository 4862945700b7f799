import type * as tf from '@tensorflow/tfjs';

/** The geometry of a 2-D convolution that its gradients need; dilation is not supported. */
export type ConvGeometry = {
  stride: [number, number];
  /** Rows above and columns left of the image, as the forward pass padded it. */
  padBefore: [number, number];
  /** [kernel height, kernel width] */
  kernel: [number, number];
};

export const geometryOf = (info: tf.backend_util.Conv2DInfo): ConvGeometry => ({
  stride: [info.strideHeight, info.strideWidth],
  padBefore: [info.padInfo.top, info.padInfo.left],
  kernel: [info.filterHeight, info.filterWidth],
});

/** The kernels' Geometry, of images [N, H, W, C_in] and outputs [N, outH, outW, C_out]. */
export const kernelGeometry = (
  inputShape: readonly number[],
  outShape: readonly number[],
  { stride, padBefore, kernel }: ConvGeometry,
) => ({
  batch: inputShape[0] ?? 0,
  height: inputShape[1] ?? 0,
  width: inputShape[2] ?? 0,
  channels: inputShape[3] ?? 0,
  outHeight: outShape[1] ?? 0,
  outWidth: outShape[2] ?? 0,
  outChannels: outShape[3] ?? 0,
  kernelHeight: kernel[0],
  kernelWidth: kernel[1],
  strideHeight: stride[0],
  strideWidth: stride[1],
  top: padBefore[0],
  left: padBefore[1],
  row: (((outShape[2] ?? 0) - 1) * stride[1] + kernel[1]) * (inputShape[3] ?? 0),
  outRow: (outShape[2] ?? 0) * (outShape[3] ?? 0),
});

/** Floats of an image with the zeros around it that windows reach. */
export const paddedSize = ({ outHeight, strideHeight, kernelHeight, row }: ReturnType<typeof kernelGeometry>): number =>
  ((outHeight - 1) * strideHeight + kernelHeight) * row;
