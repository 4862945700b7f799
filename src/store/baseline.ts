import { finishedRun, hasNetwork, isFree, type StudioState } from './state';

/** Test images by which backends may differ about the same network. */
const mostDiffering = 2;

/** What is open is what the last finished run pruned and measured on, as far as names, sizes and accuracy tell. */
export function hasBaseline(state: StudioState): boolean {
  const { network, images, accuracy } = state;
  const run = finishedRun(state);
  const report = run?.state.report;
  if (!network || !images || !report) return false;
  const { baseline } = report;
  const { params, flops } = network.sizes;
  const isAlike = accuracy ? isAccuracyOf(baseline, accuracy.accuracy) : network.isUntrained;
  return (
    network.name === run.network &&
    images.name === run.images &&
    images.test === baseline.images &&
    params === baseline.params &&
    flops === baseline.flops &&
    isAlike
  );
}

const isAccuracyOf = ({ accuracy, images }: { accuracy: number; images: number }, measured: number): boolean =>
  Math.abs(accuracy - measured) * images < mostDiffering + 0.5;

/** The last result has yet to be compared with what is open, though it was pruned from that. */
export const canMeetBaseline = (state: StudioState): boolean =>
  hasNetwork(state) && state.comparable !== state.lastResult && isFree(state) && hasBaseline(state);
