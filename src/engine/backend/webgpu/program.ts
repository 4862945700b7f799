import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

/** A shader, and over how many workgroups it runs. Its key tells it from all others of other code. */
export type Program = Parameters<WebGPUBackend['runWebGPUProgram']>[0];

/** What a program's code reads beside its tensors, in the order of its uniforms. */
export const integers = (...data: number[]) => ({ type: 'int32', data });
export const floats = (...data: number[]) => ({ type: 'float32', data });

const threads = 64;

/**
 * A program that computes each number of its output by itself.
 *
 * @param code of a function's body: it returns the number at `index` of the output, whose shape is `uniforms.outShape`
 */
export const eachNumber = (name: string, { variableNames, outputShape, uniforms = '', code }: EachNumber): Program => ({
  shaderKey: `espalier${name}`,
  variableNames: [...variableNames],
  uniforms,
  outputShape,
  size: true,
  workgroupSize: [threads, 1, 1],
  dispatchLayout: { x: outputShape.map((_, axis) => axis) },
  dispatch: [Math.ceil(tf.util.sizeFromShape(outputShape) / threads), 1, 1],
  getUserCode: () => `
    fn numberAt(index : i32) -> f32 {
      ${code}
    }

    fn main(index : i32) {
      if (index < uniforms.size) {
        result[index] = numberAt(index);
      }
    }
  `,
});

interface EachNumber {
  readonly variableNames: readonly string[];
  readonly outputShape: number[];
  readonly uniforms?: string;
  readonly code: string;
}
