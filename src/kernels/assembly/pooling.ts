import { firstOf, loadPart, storePart } from './parts';

/**
 * Max pooling over tiles.
 *
 * @param x [images, h, w, c]; y [images, h / tileH, w / tileW, c]
 * @param share of `shares` equal parts of the images
 */
export function maxPool(
  x: usize,
  y: usize,
  images: i32,
  h: i32,
  w: i32,
  c: i32,
  tileH: i32,
  tileW: i32,
  share: i32,
  shares: i32,
): void {
  const outH = h / tileH;
  const outW = w / tileW;
  const last = firstOf(share + 1, images, shares);
  for (let image = firstOf(share, images, shares); image < last; image++)
    maxPoolImage(
      x + ((<usize>(image * h * w * c)) << 2),
      y + ((<usize>(image * outH * outW * c)) << 2),
      outH,
      outW,
      c,
      tileH,
      tileW,
      w * c,
      outW * c,
    );
}

/**
 * Max pooling of one image. The last four channels of a pixel may be some that were computed before.
 *
 * @param row, outRow floats between the starts of two rows of x and of y
 */
export function maxPoolImage(
  x: usize,
  y: usize,
  outH: i32,
  outW: i32,
  c: i32,
  tileH: i32,
  tileW: i32,
  row: i32,
  outRow: i32,
): void {
  const line = (<usize>c) << 2;
  const atOnce = min(4, c);
  const lastFour = line - ((<usize>atOnce) << 2);
  for (let i = 0; i < outH; i++) {
    let tile = x + ((<usize>(i * tileH * row)) << 2);
    let to = y + ((<usize>(i * outRow)) << 2);
    for (let j = 0; j < outW; j++) {
      for (let start: usize = 0; start < line; start += 16) {
        const at = min(start, lastFour);
        let top = loadPart(tile + at, atOnce);
        for (let down = 0; down < tileH; down++) {
          let pixel = tile + at + ((<usize>(down * row)) << 2);
          for (let right = 0; right < tileW; right++) {
            top = f32x4.pmax(top, loadPart(pixel, atOnce));
            pixel += line;
          }
        }
        storePart(to + at, top, atOnce);
      }
      tile += <usize>tileW * line;
      to += line;
    }
  }
}

/** Means over an image's positions: x [positions, c]; y [c]. */
export function meanOfImage(x: usize, y: usize, positions: i32, c: i32): void {
  const line = (<usize>c) << 2;
  const part = f32x4.splat(1 / <f32>positions);
  for (let at: usize = 0; at < line; at += 16) {
    const left = <i32>((line - at) >> 2);
    let sum = f32x4.splat(0);
    for (let position = 0; position < positions; position++)
      sum = f32x4.add(sum, loadPart(x + <usize>position * line + at, left));
    storePart(y + at, f32x4.mul(sum, part), left);
  }
}

/**
 * Gradient of a max pooling over tiles: dy goes to the pixels that equal their tile's maximum, in equal parts.
 *
 * @param x, dx [images, h, w, c]; y, dy [images, h / tileH, w / tileW, c]
 * @param share of `shares` equal parts of the images
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
  const lastRow = firstOf(share + 1, images, shares) * (h / tileH);
  for (let row = firstOf(share, images, shares) * (h / tileH); row < lastRow; row++)
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

/** Gradient of the means over an image's positions: dy [images, c]; dx [images, positions, c], dy / positions everywhere. */
export function meanGradient(dy: usize, dx: usize, images: i32, positions: i32, c: i32, share: i32, shares: i32): void {
  const part: f32 = 1 / <f32>positions;
  const line = (<usize>c) << 2;
  const last = firstOf(share + 1, images, shares);
  for (let image = firstOf(share, images, shares); image < last; image++) {
    const first = dx + <usize>(image * positions) * line;
    for (let channel = 0; channel < c; channel++)
      store<f32>(first + (channel << 2), load<f32>(dy + ((<usize>(image * c + channel)) << 2)) * part);
    for (let position = 1; position < positions; position++) memory.copy(first + <usize>position * line, first, line);
  }
}
