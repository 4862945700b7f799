import { Button } from '@mantine/core';
import { bundledNetworks, isFree } from '../../../store/state';
import { useStudio } from '../../../store/studioStore';
import { inspectWords, tellOpenNetwork } from '../../../words/inspecting';

const isBundled = (name: string): boolean => bundledNetworks.some((bundled) => bundled === name);

/** Why there are no kernels and maps, and the way to them where the network lies beside the page. */
export function NoWeights({ network }: { network: string }) {
  const canOpen = useStudio((state) => state.backend !== undefined && isFree(state));
  const openBundled = useStudio((state) => state.openBundled);
  return (
    <>
      <p className="plot-note">{inspectWords['no-weights']}</p>
      {isBundled(network) && (
        <Button size="compact-sm" variant="default" disabled={!canOpen} onClick={() => openBundled(network)}>
          {tellOpenNetwork(network)}
        </Button>
      )}
    </>
  );
}
