import { useElementSize } from '@mantine/hooks';
import type { ChannelKernels } from '../../../engine/inspect/kernelSlices';
import { inspectWords, tellLargest } from '../../../words/inspecting';
import { SliceRow } from './SliceRow';

/** The kernels that make a channel and that read it. */
export function Kernels({ kernels }: { kernels: ChannelKernels }) {
  const { ref, width } = useElementSize();
  return (
    <section ref={ref} aria-label={inspectWords.kernels}>
      <h3>{inspectWords.kernels}</h3>
      {(['makes', 'reads'] as const).map(
        (part) =>
          width > 0 &&
          kernels[part].map((slices) => <SliceRow key={`${part} ${slices.layer}`} {...{ part, slices, width }} />),
      )}
      <p className="plot-note">
        {inspectWords['scale-kernel']} {tellLargest([...kernels.makes, ...kernels.reads])}
      </p>
    </section>
  );
}
