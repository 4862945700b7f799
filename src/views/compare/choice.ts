import { create } from 'zustand';
import type { SizeMeasure } from '../../comparison/chart';
import type { MethodId } from '../../engine/methods/recipe';

/** What is looked at in the comparison; it stays when another view is shown. */
interface Choice {
  readonly contest: string | undefined;
  readonly measure: SizeMeasure;
  /** Keys of the entries that are compared layer by layer; undefined for the first of some methods. */
  readonly ticked: ReadonlySet<string> | undefined;
  readonly layer: string | undefined;
  /** Of the sweep's form. */
  readonly methods: readonly MethodId[];
  readonly rates: readonly number[];
  /** How many, from 1. */
  readonly seeds: number;
}

export const useChoice = create<Choice>()(() => ({
  contest: undefined,
  measure: 'flops',
  ticked: undefined,
  layer: undefined,
  methods: ['dcp', 'random'],
  rates: [0.3, 0.5],
  seeds: 1,
}));
