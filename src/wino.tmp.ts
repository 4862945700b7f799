import { Random } from './engine/random';
import { startWasmInChunks } from './engine/testing/chunks';
import { normals } from './engine/testing/numbers';
import * as convolutions from './engine/backend/wasm/convolutions';
import * as winograd from './engine/backend/wasm/winogradImages';
import * as tf from '@tensorflow/tfjs';
const memory = await startWasmInChunks(1);
const r = new Random(1);
const make = (...shape: number[]) => { const t = memory.empty(shape); memory.valuesOf(t).set(normals(r, memory.valuesOf(t).length)); return t; };
const med = (f: () => void, n = 9) => { const t: number[] = []; for (let i = 0; i < n; i++) { const a = performance.now(); f(); t.push(performance.now() - a); } return t.sort((a, b) => a - b)[n >> 1]!.toFixed(1); };
const free = (t: any) => tf.backend().disposeData(t.dataId);
for (const [c, f, s] of [[3,32,32],[8,8,32],[16,16,32],[32, 32, 32],[32,64,16], [64, 64, 16], [64,128,8],[128, 128, 8],[128,128,4],[13,27,15],[6,6,32],[8,32,32],[32,8,32]] as const) {
  const x = make(64, s, s, c), k = make(3, 3, c, f), b = make(f), dy = make(64, s, s, f);
  const g = { stride: [1, 1], padBefore: [1, 1], kernel: [3, 3] } as const;
  const one = convolutions.convolution(memory, x, k, b, 'relu', [64, s, s, f], g as any), two = winograd.imageConvolution(memory, x, k, b, 'relu', [64, s, s, f], [1, 1]);
  const o = memory.valuesOf(one).slice(), w = memory.valuesOf(two).slice(); let worst = 0; for (let i = 0; i < o.length; i++) worst = Math.max(worst, Math.abs(o[i]! - w[i]!)); free(one); free(two);
  const g1 = convolutions.filterGradient(memory, x, dy, g as any), g2 = winograd.imageFilterGradient(memory, x, dy, [1, 1]);
  const go = memory.valuesOf(g1).slice(), gw = memory.valuesOf(g2).slice(); let worstG = 0, size = 0; for (let i = 0; i < go.length; i++) { worstG = Math.max(worstG, Math.abs(go[i]! - gw[i]!)); size = Math.max(size, Math.abs(go[i]!)); } free(g1); free(g2);
  const plain = med(() => free(convolutions.convolution(memory, x, k, b, 'linear', [64, s, s, f], g as any)));
  const pw = med(() => free(convolutions.filterGradient(memory, x, dy, g as any)));
  const conv = med(() => free(winograd.imageConvolution(memory, x, k, b, 'linear', [64, s, s, f], [1, 1])));
  const dw = med(() => free(winograd.imageFilterGradient(memory, x, dy, [1, 1])));
  console.log(c, f, s, { plain, conv, pw, dw, worst, worstG: worstG / size });
}
