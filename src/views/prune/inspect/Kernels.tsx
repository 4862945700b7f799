import type { ChannelKernels, KernelSlices } from '../../../engine/inspect/kernelSlices';
import { inspectWords, tellLargest } from '../../../words/inspecting';
import { SliceRow } from './SliceRow';

interface Props {
  readonly kernels: ChannelKernels;
  /** Undefined until they are here. */
  readonly gradients: readonly KernelSlices[] | undefined;
}

/** The kernels that make a channel and that read it, and how a loss changes with the latter. */
export function Kernels({ kernels, gradients }: Props) {
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
      <h3>{inspectWords.gradient}</h3>
      {gradients ? (
        <>
          <div className="slice-rows">
            {gradients.map((slices) => (
              <SliceRow key={slices.layer} part="gradients" slices={slices} />
            ))}
          </div>
          <p className="plot-note">
            {inspectWords['scale-gradient']} {tellLargest(gradients)}
          </p>
        </>
      ) : (
        <p>{inspectWords.waiting}</p>
      )}
    </section>
  );
}
