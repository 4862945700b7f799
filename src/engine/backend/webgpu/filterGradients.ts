import type * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { integers, type Program } from './program';
import { manyWorkgroups, sumOfParts } from './sums';

/** Positions that a workgroup reads at a time, and the rows and columns of the sums that it computes of them. */
const depth = 16;
const tile = 32;

/** Channels of a workgroup where every one stands for itself. */
const channelsAside = 64;

/**
 * Gradient of a convolution with respect to its kernel: a product of matrices with the kernel's entries as rows, the filters as
 * columns, and the positions of all images between. Workgroups share out the positions too, and their sums are added up in
 * order: equal inputs give equal gradients.
 *
 * @param x [N, H, W, C_in]
 * @param dy [N, outH, outW, C_out]
 * @returns [kh, kw, C_in, C_out]
 */
export function filterGradient(backend: WebGPUBackend, x: tf.TensorInfo, dy: tf.TensorInfo, info: ConvInfo) {
  const rows = info.filterHeight * info.filterWidth * info.inChannels;
  const tiles = [Math.ceil(rows / tile), Math.ceil(info.outChannels / tile)] as const;
  const { parts, uniforms } = sharedOut(info, tiles[0] * tiles[1]);
  const sums = backend.runWebGPUProgram(
    filterGradientProgram([parts, rows, info.outChannels], [...tiles, parts]),
    [x, dy],
    'float32',
    uniforms,
  );
  return sumOfParts(backend, sums, [...info.filterShape]);
}

/** The same of a depthwise convolution. @returns [kh, kw, C_in, multiplier] */
export function depthwiseFilterGradient(backend: WebGPUBackend, x: tf.TensorInfo, dy: tf.TensorInfo, info: ConvInfo) {
  const taps = info.filterHeight * info.filterWidth;
  const groups = Math.ceil(info.outChannels / channelsAside);
  const { parts, uniforms } = sharedOut(info, taps * groups);
  const sums = backend.runWebGPUProgram(
    depthwiseFilterGradientProgram([parts, taps, info.outChannels], [groups, taps, parts]),
    [x, dy],
    'float32',
    uniforms,
  );
  return sumOfParts(backend, sums, [...info.filterShape]);
}

type ConvInfo = tf.backend_util.Conv2DInfo;

/** In how many parts the positions are shared out among workgroups, and what the programs must know. */
function sharedOut(info: ConvInfo, workgroups: number) {
  const positions = info.batchSize * info.outHeight * info.outWidth;
  const wanted = Math.ceil(manyWorkgroups / workgroups);
  const length = depth * Math.ceil(positions / wanted / depth);
  const uniforms = [
    integers(info.filterHeight, info.filterWidth),
    integers(info.padInfo.top, info.padInfo.left),
    integers(info.strideHeight, info.strideWidth),
    integers(positions),
    integers(length),
  ];
  return { parts: Math.ceil(positions / length), uniforms };
}

const uniforms = 'filterSize : vec2<i32>, pads : vec2<i32>, strides : vec2<i32>, positions : i32, length : i32,';

/** The value of x that a kernel's entry meets where it stands at a position of the output; 0 beyond the image's edge. */
const valueAt = `
  fn valueAt(position : i32, entry : vec3<i32>) -> f32 {
    let column = position % uniforms.dyShape[2];
    let rowOfAll = position / uniforms.dyShape[2];
    let at = vec2<i32>(rowOfAll % uniforms.dyShape[1], column) * uniforms.strides + entry.xy - uniforms.pads;
    if (any(at < vec2<i32>(0)) || any(at >= uniforms.xShape.yz)) {
      return 0.0;
    }
    let image = rowOfAll / uniforms.dyShape[1];
    return x[((image * uniforms.xShape[1] + at.x) * uniforms.xShape[2] + at.y) * uniforms.xShape[3] + entry.z];
  }
`;

const filterGradientProgram = (outputShape: number[], dispatch: [number, number, number]): Program => ({
  shaderKey: 'espalierFilterGradient',
  variableNames: ['x', 'dy'],
  uniforms,
  outputShape,
  workgroupSize: [8, 8, 1],
  dispatchLayout: { x: [1], y: [2], z: [0] },
  dispatch,
  getUserCode: () => `
    ${valueAt}

    var<workgroup> values : array<array<f32, ${tile}>, ${depth}>;
    var<workgroup> gradients : array<array<f32, ${tile}>, ${depth}>;

    fn main() {
      let corner = vec2<i32>(workgroupId.xy) * ${tile};
      let begin = i32(workgroupId.z) * uniforms.length;
      let end = min(begin + uniforms.length, uniforms.positions);
      let loaded = i32(localIndex) % ${tile};
      let row = corner.x + loaded;
      let column = corner.y + loaded;
      let channels = uniforms.xShape[3];
      let tap = row / channels;
      let entry = vec3<i32>(tap / uniforms.filterSize.y, tap % uniforms.filterSize.y, row % channels);
      let rowsAreLeft = row < uniforms.outShape[1];
      let columnsAreLeft = column < uniforms.outShape[2];
      let mine = vec2<i32>(localId.xy) * 4;
      var sums : array<vec4<f32>, 4>;
      for (var start = 0; start < uniforms.length; start += ${depth}) {
        for (var step = i32(localIndex) / ${tile}; step < ${depth}; step += 2) {
          let position = begin + start + step;
          var value = 0.0;
          var gradient = 0.0;
          if (position < end) {
            if (rowsAreLeft) {
              value = valueAt(position, entry);
            }
            if (columnsAreLeft) {
              gradient = dy[position * uniforms.dyShape[3] + column];
            }
          }
          values[step][loaded] = value;
          gradients[step][loaded] = gradient;
        }
        workgroupBarrier();
        for (var step = 0; step < ${depth}; step++) {
          let across = vec4<f32>(
            gradients[step][mine.y], gradients[step][mine.y + 1],
            gradients[step][mine.y + 2], gradients[step][mine.y + 3]);
          for (var i = 0; i < 4; i++) {
            sums[i] += values[step][mine.x + i] * across;
          }
        }
        workgroupBarrier();
      }
      for (var i = 0; i < 4; i++) {
        for (var j = 0; j < 4; j++) {
          let place = corner + mine + vec2<i32>(i, j);
          if (all(place < uniforms.outShape.yz)) {
            result[(i32(workgroupId.z) * uniforms.outShape[1] + place.x) * uniforms.outShape[2] + place.y] = sums[i][j];
          }
        }
      }
    }
  `,
});

const depthwiseFilterGradientProgram = (outputShape: number[], dispatch: [number, number, number]): Program => ({
  shaderKey: 'espalierDepthwiseFilterGradient',
  variableNames: ['x', 'dy'],
  uniforms,
  outputShape,
  workgroupSize: [channelsAside, 1, 1],
  dispatchLayout: { x: [2], y: [1], z: [0] },
  dispatch,
  getUserCode: () => `
    ${valueAt}

    fn main() {
      let channel = i32(globalId.x);
      if (channel >= uniforms.outShape[2]) {
        return;
      }
      let tap = i32(workgroupId.y);
      let multiplier = uniforms.dyShape[3] / uniforms.xShape[3];
      let entry = vec3<i32>(tap / uniforms.filterSize.y, tap % uniforms.filterSize.y, channel / multiplier);
      let begin = i32(workgroupId.z) * uniforms.length;
      let end = min(begin + uniforms.length, uniforms.positions);
      var sum = 0.0;
      for (var position = begin; position < end; position++) {
        sum += valueAt(position, entry) * dy[position * uniforms.dyShape[3] + channel];
      }
      result[(i32(workgroupId.z) * uniforms.outShape[1] + tap) * uniforms.outShape[2] + channel] = sum;
    }
  `,
});
