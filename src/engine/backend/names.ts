/** Backends in order of preference. */
export const backendNames = ['webgpu', 'wasm', 'webgl', 'cpu'] as const;

export type BackendName = (typeof backendNames)[number];

/** Those that need nothing of a machine: they are there before it is asked what it has. */
export const backendsEverywhere: readonly BackendName[] = ['wasm', 'cpu'];
