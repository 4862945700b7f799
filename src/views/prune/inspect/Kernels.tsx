import type { ChannelKernels } from '../../../engine/inspect/kernelSlices';
import { inspectWords, tellLargest } from '../../../words/inspecting';
import { SliceRow } from './SliceRow';

/** The kernels that make a channel and that read it. @param width in pixels */
export function Kernels({ kernels, width }: { kernels: ChannelKernels; width: number }) {
  return (
    <section aria-label={inspectWords.kernels}>
      <h3>{inspectWords.kernels}</h3>
      {(['makes', 'reads'] as const).map((part) =>
        kernels[part].map((slices) => <SliceRow key={`${part} ${slices.layer}`} {...{ part, slices, width }} />),
      )}
      <p className="plot-note">
        {inspectWords['scale-kernel']} {tellLargest([...kernels.makes, ...kernels.reads])}
      </p>
    </section>
  );
}
