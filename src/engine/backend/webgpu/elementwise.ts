import type * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { eachNumber, integers } from './program';

/** The sum of more tensors of one shape than a shader can read, which are buffers like its result; undefined of fewer. */
export function manyTerms(backend: WebGPUBackend, terms: readonly tf.TensorInfo[]): tf.TensorInfo | undefined {
  const most = backend.device.limits.maxStorageBuffersPerShaderStage - 1;
  if (terms.length <= most || terms.some(({ dtype }) => dtype !== 'float32')) return undefined;
  let sum = sumOf(backend, terms.slice(0, most));
  for (let next = most; next < terms.length; next += most - 1) {
    const longer = sumOf(backend, [sum, ...terms.slice(next, next + most - 1)]);
    backend.disposeData(sum.dataId);
    sum = longer;
  }
  return sum;
}

function sumOf(backend: WebGPUBackend, terms: tf.TensorInfo[]): tf.TensorInfo {
  const variableNames = terms.map((_, term) => `term${term}`);
  const code = `return ${variableNames.map((name) => `${name}[index]`).join(' + ')};`;
  const program = eachNumber('Sum', { variableNames, outputShape: terms[0]?.shape ?? [], code });
  return backend.runWebGPUProgram(program, terms, 'float32');
}

/** Gradient of a ReLU, by its output: dy where y > 0. */
export function reluGradient(backend: WebGPUBackend, y: tf.TensorInfo, dy: tf.TensorInfo): tf.TensorInfo {
  const program = eachNumber('ReluGradient', {
    variableNames: ['y', 'dy'],
    outputShape: y.shape,
    code: 'return select(0.0, dy[index], y[index] > 0.0);',
  });
  return backend.runWebGPUProgram(program, [y, dy], 'float32');
}

/**
 * Gradient of a max pooling over tiles: it goes to the numbers that equal their tile's maximum, in equal shares where several do.
 *
 * @param x [N, H, W, C]; its maxima y and their gradient dy [N, H / tile, W / tile, C]
 */
export function maxPoolGradient(
  backend: WebGPUBackend,
  x: tf.TensorInfo,
  y: tf.TensorInfo,
  dy: tf.TensorInfo,
  tile: readonly [number, number],
): tf.TensorInfo {
  const program = eachNumber('MaxPoolGradient', {
    variableNames: ['x', 'y', 'dy'],
    outputShape: x.shape,
    uniforms: 'tile : vec2<i32>,',
    code: `
      let at = getCoordsFromIndex(index);
      let place = vec4<i32>(at.x, at.y / uniforms.tile.x, at.z / uniforms.tile.y, at.w);
      let source = getIndexFromCoords4D(place, uniforms.yShape);
      if (x[index] != y[source]) {
        return 0.0;
      }
      var equal = 0.0;
      for (var row = 0; row < uniforms.tile.x; row++) {
        for (var column = 0; column < uniforms.tile.y; column++) {
          let beside = vec4<i32>(at.x, place.y * uniforms.tile.x + row, place.z * uniforms.tile.y + column, at.w);
          equal += select(0.0, 1.0, x[getIndexFromCoords4D(beside, uniforms.outShape)] == y[source]);
        }
      }
      return dy[source] / equal;
    `,
  });
  return backend.runWebGPUProgram(program, [x, y, dy], 'float32', [integers(...tile)]);
}
