import { secondsOf } from '../../comparison/row';
import type { Report } from '../../engine/run/events';
import type { PlannedRun } from './plan';

/** The same run by two checkouts, at the same time. */
export interface Beside {
  readonly folder: string;
  /** In points. */
  readonly gap: number;
  readonly otherGap: number;
  /** Seconds here over seconds there. */
  readonly ratio: number;
}

export const besideOf = ({ folder }: PlannedRun, report: Measured, other: Measured): Beside => ({
  folder,
  gap: gapOf(report),
  otherGap: gapOf(other),
  ratio: secondsOf(report) / secondsOf(other),
});

interface Measured extends Pick<Report, 'seconds'> {
  readonly baseline: { readonly accuracy: number };
  readonly pruned: { readonly accuracy: number };
}

const gapOf = ({ baseline, pruned }: Measured): number => 100 * (baseline.accuracy - pruned.accuracy);

export const tellBeside = ({ folder, gap, otherGap, ratio }: Beside): string =>
  `${folder}: error gap ${gap.toFixed(1)} points here, ${otherGap.toFixed(1)} there; seconds here over there ${ratio.toFixed(2)}`;
