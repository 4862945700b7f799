import type { StoredWeight } from '../keras/weights';

/** A kernel [kh, kw, c, m] with zeros between its taps, as its dilation spreads them. */
export function dilatedKernel({ shape, values }: StoredWeight, [down, right]: readonly [number, number]): StoredWeight {
  const [height = 1, width = 1, ...channels] = shape;
  const size = channels.reduce((product, length) => product * length, 1);
  const wide = (width - 1) * right + 1;
  const spread = new Float32Array(((height - 1) * down + 1) * wide * size);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const from = (row * width + column) * size;
      spread.set(values.subarray(from, from + size), (row * down * wide + column * right) * size);
    }
  return { shape: [(height - 1) * down + 1, wide, ...channels], values: spread };
}

/** A grouped convolution's kernel [kh, kw, c / groups, n] as that of a plain one, [kh, kw, c, n]. */
export function blockKernel({ shape, values }: StoredWeight, groups: number): StoredWeight {
  const [height = 1, width = 1, depth = 1, filters = 1] = shape;
  const channels = depth * groups;
  const perGroup = filters / groups;
  const block = new Float32Array(height * width * channels * filters);
  for (let tap = 0; tap < height * width; tap++)
    for (let channel = 0; channel < depth; channel++)
      for (let filter = 0; filter < filters; filter++) {
        const group = Math.floor(filter / perGroup);
        block[(tap * channels + group * depth + channel) * filters + filter] =
          values[(tap * depth + channel) * filters + filter]!;
      }
  return { shape: [height, width, channels, filters], values: block };
}
