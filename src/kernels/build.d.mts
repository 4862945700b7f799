export function compileKernels(): Promise<{ own: string; shared: string }>;
