import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { eachNumber, floats, integers, type Program } from './program';

/**
 * Adds up parts in their order, and multiplies the sums.
 *
 * @param parts [parts, sums, ...shape], freed with the last of its sums
 * @param shape of the result
 * @param which of the sums
 */
export function sumOfParts(
  backend: WebGPUBackend,
  parts: tf.TensorInfo,
  shape: number[],
  { which = 0, of = 1, factor = 1 }: { which?: number; of?: number; factor?: number } = {},
): tf.TensorInfo {
  const size = tf.util.sizeFromShape(shape);
  const sum = backend.runWebGPUProgram(sumOfPartsProgram(shape), [parts], 'float32', [
    integers(tf.util.sizeFromShape(parts.shape) / size / of, of * size, which * size),
    floats(factor),
  ]);
  if (which === of - 1) backend.disposeData(parts.dataId);
  return sum;
}

const sumOfPartsProgram = (outputShape: number[]): Program =>
  eachNumber('SumOfParts', {
    variableNames: ['parts'],
    outputShape,
    uniforms: 'parts : vec3<i32>, factor : f32,',
    code: `
      var sum = 0.0;
      for (var part = 0; part < uniforms.parts.x; part++) {
        sum += parts[part * uniforms.parts.y + uniforms.parts.z + index];
      }
      return uniforms.factor * sum;
    `,
  });

/** Workgroups that keep a GPU busy. */
export const manyWorkgroups = 512;

const threads = 256;
/** Rows of a tensor [..., C] that a workgroup adds up, at least. */
const fewestRows = 64;

/**
 * Sums over all rows of tensors [..., C], in parts.
 *
 * @param tensors of which the first has the rows, [..., C]; the others are as the terms read them
 * @param terms in the shader's language, of `index`, a number's place in the first tensor, and its `channel`
 * @returns [parts, terms, C]
 */
export function channelSums(
  backend: WebGPUBackend,
  name: string,
  tensors: Readonly<Record<string, tf.TensorInfo>>,
  terms: readonly string[],
  epsilon = 0,
): tf.TensorInfo {
  const inputs = Object.values(tensors);
  const shape = inputs[0]?.shape ?? [];
  const channels = shape.at(-1) ?? 1;
  const rows = tf.util.sizeFromShape(shape) / channels;
  const blocks = Math.ceil(channels / threads);
  const length = Math.max(fewestRows, Math.ceil((rows * blocks) / manyWorkgroups));
  const parts = Math.ceil(rows / length);
  const program = channelSumsProgram(name, Object.keys(tensors), terms, [parts, terms.length, channels]);
  return backend.runWebGPUProgram(program, inputs, 'float32', [integers(rows, length), floats(epsilon)]);
}

/** A workgroup's threads take a row's channels, or those of several rows where they are fewer, and then the next rows. */
const channelSumsProgram = (
  name: string,
  variableNames: readonly string[],
  terms: readonly string[],
  outputShape: readonly [number, number, number],
): Program => ({
  shaderKey: `espalier${name}Sums`,
  variableNames: [...variableNames],
  uniforms: 'rows : vec2<i32>, epsilon : f32,',
  outputShape: [...outputShape],
  workgroupSize: [threads, 1, 1],
  dispatchLayout: { x: [0], y: [2] },
  dispatch: [outputShape[0], Math.ceil(outputShape[2] / threads), 1],
  getUserCode: () => `
    ${terms.map((_, term) => `var<workgroup> shared${term} : array<f32, ${threads}>;`).join('\n')}

    fn main() {
      let thread = i32(localIndex);
      let channels = uniforms.outShape[2];
      let first = i32(workgroupId.y) * ${threads};
      let block = min(channels - first, ${threads});
      let together = ${threads} / block;
      let channel = first + thread % block;
      let begin = i32(workgroupId.x) * uniforms.rows.y;
      let end = min(begin + uniforms.rows.y, uniforms.rows.x);
      ${terms.map((_, term) => `var sum${term} = 0.0;`).join('\n')}
      if (thread < together * block) {
        for (var row = begin + thread / block; row < end; row += together) {
          let index = row * channels + channel;
          ${terms.map((term, at) => `sum${at} += ${term};`).join('\n')}
        }
      }
      ${terms.map((_, term) => `shared${term}[thread] = sum${term};`).join('\n')}
      workgroupBarrier();
      if (thread < block) {
        for (var other = thread + block; other < together * block; other += block) {
          ${terms.map((_, term) => `sum${term} += shared${term}[other];`).join('\n')}
        }
        let place = i32(workgroupId.x) * ${terms.length} * channels + channel;
        ${terms.map((_, term) => `result[place + ${term} * channels] = sum${term};`).join('\n')}
      }
    }
  `,
});
