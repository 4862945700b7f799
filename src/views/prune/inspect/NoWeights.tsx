import { inspectWords } from '../../../words/inspecting';
import { OpenBundled } from '../../OpenBundled';

/** Why there are no kernels and maps, and the way to them where the network lies beside the page. */
export function NoWeights({ network }: { network: string }) {
  return (
    <>
      <p className="plot-note">{inspectWords['no-weights']}</p>
      <OpenBundled network={network} />
    </>
  );
}
