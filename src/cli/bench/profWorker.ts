import * as tf from '@tensorflow/tfjs';
import { startBackend } from '../../worker/startBackend';
import { threeConvolutions, trainingOf } from './training';

self.onmessage = async ({ data }) => {
  const { threads } = await startBackend(['wasm'], data.threads);
  const { step } = trainingOf(threeConvolutions());
  for (let i = 0; i < 6; i++) step();
  const t = performance.now();
  for (let i = 0; i < 5; i++) step();
  const per = (performance.now() - t) / 5;
  const prof = (await tf.profile(() => {
    step();
    return tf.scalar(0);
  })) as any;
  const agg = new Map<string, number>();
  for (const k of prof.kernels) {
    const ms = await k.kernelTimeMs;
    agg.set(k.name, (agg.get(k.name) ?? 0) + (typeof ms === 'number' ? ms : 0));
  }
  self.postMessage(
    threads +
      ' threads ' +
      per.toFixed(0) +
      ' ms: ' +
      [...agg]
        .sort((a, b) => b[1] - a[1])
        .slice(0, 14)
        .map(([n, v]) => n + ' ' + v.toFixed(1))
        .join(', '),
  );
};
