/** The windows of one padded image, [rows, columns, channels], and where what is made of them goes. */
@unmanaged
export class Windows {
  outHeight: i32;
  outWidth: i32;
  outChannels: i32;
  channels: i32;
  kernelHeight: i32;
  kernelWidth: i32;
  strideHeight: i32;
  strideWidth: i32;
  /** Numbers between the starts of two rows of the padded image, and of the output. */
  row: i32;
  outRow: i32;

  /** Numbers of a window's row. */
  get windowRow(): i32 {
    return this.kernelWidth * this.channels;
  }

  /** Numbers between windows below and beside each other. */
  get rowStep(): i32 {
    return this.strideHeight * this.row;
  }

  get columnStep(): i32 {
    return this.strideWidth * this.channels;
  }
}

/** A convolution or pooling of images, [batch, height, width, channels] to [batch, outHeight, outWidth, outChannels]. */
@unmanaged
export class Geometry extends Windows {
  batch: i32;
  height: i32;
  width: i32;
  /** Rows of zeros above an image, and columns left of it. */
  top: i32;
  left: i32;

  /** Numbers of an image, and of an output. */
  get size(): i32 {
    return this.height * this.width * this.channels;
  }

  get outSize(): i32 {
    return this.outHeight * this.outWidth * this.outChannels;
  }

  /** Rows that windows reach, zeros included. */
  get paddedHeight(): i32 {
    return (this.outHeight - 1) * this.strideHeight + this.kernelHeight;
  }
}
