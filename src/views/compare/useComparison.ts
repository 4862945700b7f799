import { useEffect, useMemo, useState } from 'react';
import type { Row } from '../../comparison/row';
import { useChoice } from '../../store/choice';
import { useKept } from '../../store/kept/keptStore';
import { useStudio } from '../../store/studioStore';
import { bundledRows } from './bundledRows';
import { type Contest, contestsOf, type Entry } from './entries';

export interface Comparison {
  readonly contests: readonly Contest[];
  /** The one looked at; undefined where nothing can be compared. */
  readonly contest: Contest | undefined;
  readonly ticked: readonly Entry[];
}

/** Undefined while runs are read. */
export function useComparison(): Comparison | undefined {
  const own = useKept((state) => state.runs);
  const load = useKept((state) => state.load);
  const open = useStudio((state) => state.network?.name);
  const chosen = useChoice((choice) => choice.contest);
  const ticks = useChoice((choice) => choice.ticked);
  const [bundled, setBundled] = useState<readonly Row[]>();
  useEffect(() => {
    void load();
    let isGone = false;
    void bundledRows().then((rows) => isGone || setBundled(rows));
    return () => {
      isGone = true;
    };
  }, [load]);
  const contests = useMemo(() => own && bundled && contestsOf(own, bundled), [own, bundled]);
  return useMemo(() => {
    if (!contests) return undefined;
    const contest =
      contests.find(({ key }) => key === chosen) ??
      contests.find(({ network }) => network === open) ??
      largest(contests);
    const entries = contest?.entries ?? [];
    const keys = ticks ?? firstOfMethods(entries);
    return { contests, contest, ticked: entries.filter(({ key }) => keys.has(key)) };
  }, [contests, chosen, open, ticks]);
}

const largest = (contests: readonly Contest[]): Contest | undefined =>
  contests.toSorted((a, b) => b.entries.length - a.entries.length)[0];

/** As many as stand side by side on a small screen. */
const methodsTicked = 3;

/** Of some methods, each at the rate that most have in common. */
function firstOfMethods(entries: readonly Entry[]): ReadonlySet<string> {
  const rates = new Map<number, Map<string, string>>();
  for (const { key, summary } of entries) {
    const { rate, method } = summary;
    const firsts = rates.get(rate) ?? new Map<string, string>();
    if (!firsts.has(method)) rates.set(rate, firsts.set(method, key));
  }
  const [most] = [...rates.values()].toSorted((a, b) => b.size - a.size);
  return new Set([...(most?.values() ?? [])].slice(0, methodsTicked));
}

/** Ticks an entry, or takes the tick away. */
export function toggle(ticked: readonly Entry[], key: string): void {
  const keys = new Set(ticked.map((entry) => entry.key));
  if (!keys.delete(key)) keys.add(key);
  useChoice.setState({ ticked: keys });
}
