/** An entry of a sparse list: how many zeros are skipped before it; a filler stands for a zero where there are too many. */
export interface SparseEntry {
  readonly gap: number;
  /** Place among all weights; absent of a filler. */
  readonly place?: number;
}

/**
 * Weights that stay, by the distance of each from the one before it; after `span - 1` zeros a filler follows (Han 2016,
 * "Deep Compression", section 2, figure 2).
 *
 * @param kept 1 for each weight that stays, else 0
 */
export function relativeIndices(kept: Uint8Array, span: number): SparseEntry[] {
  const entries: SparseEntry[] = [];
  let gap = 0;
  for (const [place, stays] of kept.entries())
    if (stays) {
      entries.push({ gap, place });
      gap = 0;
    } else if (gap === span - 1) {
      entries.push({ gap });
      gap = 0;
    } else gap++;
  return entries;
}
