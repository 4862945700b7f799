/** Node 20 has wasm's fused multiplications and additions (relaxed SIMD) behind a flag of V8; later ones have them. */
import { setFlagsFromString } from 'node:v8';

if (process.versions.node.startsWith('20.')) setFlagsFromString('--experimental-wasm-relaxed-simd');
