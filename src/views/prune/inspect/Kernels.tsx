import type { ChannelKernels } from '../../../engine/inspect/kernelSlices';
import { inspectWords, tellLargest } from '../../../words/inspecting';
import { SliceRow } from './SliceRow';

/** The kernels that make a channel and that read it. */
export function Kernels({ kernels }: { kernels: ChannelKernels }) {
  return (
    <section className="kernels" aria-label={inspectWords.kernels}>
      <h3>{inspectWords.kernels}</h3>
      <div className="slice-rows">
        {(['makes', 'reads'] as const).map((part) =>
          kernels[part].map((slices) => <SliceRow key={`${part} ${slices.layer}`} {...{ part, slices }} />),
        )}
      </div>
      <p className="plot-note">
        {inspectWords['scale-kernel']} {tellLargest([...kernels.makes, ...kernels.reads])}
      </p>
    </section>
  );
}
