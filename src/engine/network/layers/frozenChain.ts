import type * as tf from '@tensorflow/tfjs';
import { z } from 'zod';
import { mustRunCustomKernel } from '../../backend/customKernels';
import type { ChainStep } from '../../backend/wasm/imageChain';
import { defineLayer, singleInput } from './kind';

/** A run of frozen layers that one kernel takes images through, weights "index.kernel" and "index.bias" by step. */
export const frozenChain = defineLayer({
  schema: z.object({ steps: z.custom<ChainStep[]>(Array.isArray), outShape: z.array(z.int()) }),
  outputShape: ({ outShape }, inputs) => [singleInput(inputs)[0] ?? -1, ...outShape],
  apply: ({ config: { steps, outShape }, inputs: [x], weight }) => {
    const inputs: Record<string, tf.Tensor> = { x: x! };
    for (const [index, { operation }] of steps.entries())
      if (operation === 'convolution')
        for (const name of [`${index}.kernel`, `${index}.bias`]) inputs[name] = weight(name);
    return mustRunCustomKernel('imageChain', inputs, { steps, outShape: [x!.shape[0] ?? 1, ...outShape] });
  },
});
