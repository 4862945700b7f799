import type { binaries, signatures } from './kernels.generated';

/**
 * Compiles assembly/: what the module exports, and the module in base64, for memory of one thread and for shared memory, with
 * products fused with the sums that they are added to (relaxed SIMD) and without.
 */
export function compileKernels(): Promise<{ signatures: typeof signatures; binaries: typeof binaries }>;
