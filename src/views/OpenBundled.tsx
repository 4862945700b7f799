import { Button } from '@mantine/core';
import { bundledNetwork } from '../store/bundledNetworks';
import { isFree } from '../store/state';
import { useStudio } from '../store/studioStore';
import { tellOpenNetwork } from '../words/inspecting';

/** Opens the network of a run, where it lies beside the page. */
export function OpenBundled({ network }: { network: string }) {
  const canOpen = useStudio((state) => state.backend !== undefined && isFree(state));
  const openBundled = useStudio((state) => state.openBundled);
  if (!bundledNetwork(network)) return null;
  return (
    <Button size="compact-sm" variant="default" disabled={!canOpen} onClick={() => openBundled(network)}>
      {tellOpenNetwork(network)}
    </Button>
  );
}
