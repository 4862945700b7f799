import { Button } from '@mantine/core';
import { bundledNetworks } from '../store/bundledNetworks';
import { isFree } from '../store/state';
import { useStudio } from '../store/studioStore';
import { tellOpenNetwork } from '../words/inspecting';

const isBundled = (name: string): boolean => bundledNetworks.some((bundled) => bundled === name);

/** Opens the network of a run, where it lies beside the page. */
export function OpenBundled({ network }: { network: string }) {
  const canOpen = useStudio((state) => state.backend !== undefined && isFree(state));
  const openBundled = useStudio((state) => state.openBundled);
  if (!isBundled(network)) return null;
  return (
    <Button size="compact-sm" variant="default" disabled={!canOpen} onClick={() => openBundled(network)}>
      {tellOpenNetwork(network)}
    </Button>
  );
}
