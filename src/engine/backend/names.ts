/** Backends in order of preference. */
export const backendNames = ['webgpu', 'wasm', 'webgl', 'cpu'] as const;

export type BackendName = (typeof backendNames)[number];
