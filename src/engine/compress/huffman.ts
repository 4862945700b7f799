/**
 * Bits of each symbol's code word (Huffman 1952, "A Method for the Construction of Minimum-Redundancy Codes"): no prefix
 * code takes fewer in all. A symbol alone takes one bit, one that does not occur none.
 *
 * @param counts how often each symbol occurs
 */
export function huffmanLengths(counts: readonly number[]): number[] {
  const lengths = counts.map(() => 0);
  let trees = counts.flatMap((count, symbol) => (count > 0 ? [{ count, symbols: [symbol] }] : []));
  if (trees.length === 1) for (const { symbols } of trees) for (const symbol of symbols) lengths[symbol] = 1;
  while (trees.length > 1) {
    const [first, second, ...others] = trees.sort((a, b) => a.count - b.count) as [Tree, Tree, ...Tree[]];
    const joined = { count: first.count + second.count, symbols: [...first.symbols, ...second.symbols] };
    for (const symbol of joined.symbols) lengths[symbol]!++;
    trees = [joined, ...others];
  }
  return lengths;
}

interface Tree {
  readonly count: number;
  readonly symbols: number[];
}

/** Bits that symbols take in all: their code words, and a byte for the length of each of the alphabet's. */
export function huffmanBits(symbols: Iterable<number>, alphabet: number): number {
  const counts = new Array<number>(alphabet).fill(0);
  for (const symbol of symbols) counts[symbol]!++;
  return huffmanLengths(counts).reduce((sum, length, symbol) => sum + length * counts[symbol]!, 8 * alphabet);
}
