/**
 * Gradient of a max pooling over tiles: dy goes to the pixels that equal their tile's maximum, in equal parts.
 *
 * @param x, dx [images, h, w, c]; y, dy [images, h / tileH, w / tileW, c]
 * @param share of `shares` equal parts of the images, this thread's
 */
export function maxPoolGradient(
  x: usize,
  y: usize,
  dy: usize,
  dx: usize,
  images: i32,
  h: i32,
  w: i32,
  c: i32,
  tileH: i32,
  tileW: i32,
  share: i32,
  shares: i32,
): void {
  const one = f32x4.splat(1);
  const outW = w / tileW;
  const line = (<usize>c) << 2;
  const lastRow = ((images * (share + 1)) / shares) * (h / tileH);
  for (let row = ((images * share) / shares) * (h / tileH); row < lastRow; row++)
    for (let column = 0; column < outW; column++) {
      const out = <usize>(row * outW + column) * line;
      const tile = <usize>(row * tileH * w + column * tileW) * line;
      let at: usize = 0;
      for (; at + 16 <= line; at += 16) {
        const top = v128.load(y + out + at);
        let count = f32x4.splat(0);
        for (let i = 0; i < tileH; i++)
          for (let j = 0; j < tileW; j++) {
            const pixel = tile + <usize>(i * w + j) * line + at;
            count = f32x4.add(count, v128.and(f32x4.eq(v128.load(x + pixel), top), one));
          }
        const part = f32x4.div(v128.load(dy + out + at), count);
        for (let i = 0; i < tileH; i++)
          for (let j = 0; j < tileW; j++) {
            const pixel = tile + <usize>(i * w + j) * line + at;
            v128.store(dx + pixel, v128.and(f32x4.eq(v128.load(x + pixel), top), part));
          }
      }
      for (; at < line; at += 4) {
        const top = load<f32>(y + out + at);
        let count: f32 = 0;
        for (let i = 0; i < tileH; i++)
          for (let j = 0; j < tileW; j++) if (load<f32>(x + tile + <usize>(i * w + j) * line + at) === top) count += 1;
        const part = load<f32>(dy + out + at) / count;
        for (let i = 0; i < tileH; i++)
          for (let j = 0; j < tileW; j++) {
            const pixel = tile + <usize>(i * w + j) * line + at;
            store<f32>(dx + pixel, load<f32>(x + pixel) === top ? part : 0);
          }
      }
    }
}
