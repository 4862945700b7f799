const rasterizers = /swiftshader|llvmpipe|basic render/i;

/** The name of a GPU that is none: its shaders run on the processor. Undefined for a real one. */
export const softwareName = ({ isFallbackAdapter, architecture, description }: GPUAdapterInfo): string | undefined =>
  isFallbackAdapter || rasterizers.test(`${architecture} ${description}`)
    ? architecture || description || 'software'
    : undefined;
