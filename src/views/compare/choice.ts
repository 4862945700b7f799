import { create } from 'zustand';
import type { SizeMeasure } from '../../comparison/chart';

/** What is looked at in the comparison; it stays when another view is shown. */
interface Choice {
  readonly contest: string | undefined;
  readonly measure: SizeMeasure;
  /** Keys of the entries that are compared layer by layer; undefined for the first of some methods. */
  readonly ticked: ReadonlySet<string> | undefined;
  readonly layer: string | undefined;
}

export const useChoice = create<Choice>()(() => ({
  contest: undefined,
  measure: 'flops',
  ticked: undefined,
  layer: undefined,
}));
