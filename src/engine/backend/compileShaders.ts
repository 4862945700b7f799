import * as tf from '@tensorflow/tfjs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

/** How far a compilation is, in shaders. */
export type CompileProgress = (done: number, total: number) => void;

/**
 * Compiles the shaders that `work` will need, all at once and off the thread, where a backend has any: WebGPU would
 * else compile each one when it first comes to it, and stand still meanwhile. `work` is gone through without computing
 * anything, so it must not read values back.
 */
export async function compileShaders(work: () => void, tell: CompileProgress = () => {}): Promise<void> {
  const backend = tf.backend();
  if (!(backend instanceof WebGPUBackend)) return;
  withFlags({ WEBGPU_ENGINE_COMPILE_ONLY: true, WEBGPU_CPU_FORWARD: false }, () =>
    tf.tidy(() => {
      work();
    }),
  );
  const waiting = Object.values<unknown>(Reflect.get(backend, 'pipelineCache')).filter(
    (pipeline) => pipeline instanceof Promise,
  );
  let done = 0;
  tell(done, waiting.length);
  for (const pipeline of waiting)
    pipeline.then(
      () => tell(++done, waiting.length),
      () => {},
    );
  await backend.checkCompileCompletionAsync();
}

function withFlags(flags: Record<string, boolean>, work: () => void): void {
  const before = Object.keys(flags).map((name) => [name, tf.env().getBool(name)] as const);
  for (const [name, value] of Object.entries(flags)) tf.env().set(name, value);
  try {
    work();
  } finally {
    for (const [name, value] of before) tf.env().set(name, value);
  }
}
