import { create } from 'zustand';
import type { MethodId } from '../engine/methods/recipe';
import { type Address, mostSeeds, type SizeMeasure } from './address';

/** What is looked at in the comparison; it stays when another view is shown. */
interface Choice {
  readonly contest: string | undefined;
  readonly measure: SizeMeasure;
  /** Keys of the entries that are compared layer by layer; undefined for the first of some methods. */
  readonly ticked: ReadonlySet<string> | undefined;
  readonly layer: string | undefined;
  /** Keys of the entries that the link names by which the page was opened. */
  readonly linked: readonly string[];
  /** Of the sweep's form. */
  readonly methods: readonly MethodId[];
  readonly rates: readonly number[];
  /** How many, from 1. */
  readonly seeds: number;
}

const firstSweep: Pick<Choice, 'methods' | 'rates' | 'seeds'> = {
  methods: ['dcp', 'random'],
  rates: [0.3, 0.5],
  seeds: 1,
};

export const useChoice = create<Choice>()(() => ({
  ...firstSweep,
  contest: undefined,
  measure: 'flops',
  ticked: undefined,
  layer: undefined,
  linked: [],
}));

/** What of it a link can bring back. */
export function addressOfChoice(): Omit<Address, 'view'> {
  const { contest, measure, ticked, layer } = useChoice.getState();
  return { contest, measure, ...(ticked ? { runs: [...ticked] } : {}), layer, ...addressOfSweep() };
}

/** What of a sweep is chosen otherwise than at first; a number of seeds with a part is as many as are whole. */
function addressOfSweep(): Pick<Address, keyof typeof firstSweep> {
  const { methods, rates, seeds: typed } = useChoice.getState();
  const seeds = Math.min(mostSeeds, Math.floor(typed));
  return {
    methods: String(methods) === String(firstSweep.methods) ? undefined : [...methods],
    rates: String(rates) === String(firstSweep.rates) ? undefined : [...rates],
    seeds: seeds === firstSweep.seeds ? undefined : seeds,
  };
}

/** Looks at what an address says; the rest stays. */
export function chooseByAddress({ contest, measure, runs, layer, methods, rates, seeds }: Address): void {
  useChoice.setState({
    ...(contest === undefined ? {} : { contest }),
    ...(measure === undefined ? {} : { measure }),
    ...(runs === undefined ? {} : { ticked: new Set(runs), linked: runs }),
    ...(layer === undefined ? {} : { layer }),
    ...(methods === undefined ? {} : { methods }),
    ...(rates === undefined ? {} : { rates }),
    ...(seeds === undefined ? {} : { seeds }),
  });
}
