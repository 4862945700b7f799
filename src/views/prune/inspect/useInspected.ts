import { useEffect } from 'react';
import type { FeatureMaps } from '../../../engine/inspect/featureMaps';
import type { ChannelKernels, KernelSlices } from '../../../engine/inspect/kernelSlices';
import type { LayerState } from '../../../runs/state';
import { useStudio } from '../../../store/studioStore';

interface Inspected {
  readonly maps: FeatureMaps | undefined;
  readonly kernels: ChannelKernels | undefined;
  readonly gradients: readonly KernelSlices[] | undefined;
}

/** The maps of a layer, the kernels of a channel and their gradients, once they are here. */
export function useInspected({ name }: LayerState, channel: number | undefined, hasWeights: boolean): Inspected {
  const revision = useStudio((state) => state.revision);
  const image = useStudio((state) => state.image);
  const maps = useStudio((state) => state.maps);
  const kernels = useStudio((state) => state.kernels);
  const gradients = useStudio((state) => state.gradients);
  const inspect = useStudio((state) => state.inspect);
  // biome-ignore lint/correctness/useExhaustiveDependencies: of another network or image they are other ones
  useEffect(() => {
    if (hasWeights) void inspect(name, channel);
  }, [name, channel, hasWeights, revision, image, inspect]);
  const isOfLayer = (told: { layer: string; revision: number } | undefined) =>
    hasWeights && told?.layer === name && told.revision === revision;
  return {
    maps: isOfLayer(maps) ? maps?.told : undefined,
    kernels: isOfLayer(kernels) && kernels?.channel === channel ? kernels?.told : undefined,
    gradients:
      isOfLayer(gradients) && gradients?.channel === channel && gradients?.image === image
        ? gradients?.told
        : undefined,
  };
}
