/** One line of the table. */
export interface BenchRow {
  name: string;
  value: number;
  unit: string;
  /** What the value is set against, in the same unit. */
  reference: number;
  ratio: number;
  /** What the ratio, or the value, should be. */
  goal: string;
  met: boolean;
  /** Where it ran. */
  where: 'Node' | 'Chromium';
}

export interface BenchCase {
  readonly name: string;
  run(): Promise<BenchRow[]>;
}

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Runs the candidates in turn, `rounds` times after one round to warm up, and gives each one's median milliseconds. */
export async function interleaved<Name extends string>(
  rounds: number,
  candidates: Record<Name, () => void | Promise<void>>,
): Promise<Record<Name, number>> {
  const entries = Object.entries(candidates) as Array<[Name, () => void | Promise<void>]>;
  const times = new Map<Name, number[]>(entries.map(([name]) => [name, []]));
  for (let round = 0; round <= rounds; round++)
    for (const [name, run] of entries) {
      const start = performance.now();
      await run();
      if (round > 0) times.get(name)?.push(performance.now() - start);
    }
  return Object.fromEntries(entries.map(([name]) => [name, median(times.get(name) ?? [])])) as Record<Name, number>;
}

/** A row whose ratio is value over reference, which should be at most `most` or at least `least`. */
export function ratioRow(
  row: Pick<BenchRow, 'name' | 'value' | 'unit' | 'reference' | 'where'>,
  goal: { most: number } | { least: number },
): BenchRow {
  const ratio = 'most' in goal ? row.value / row.reference : row.reference / row.value;
  return 'most' in goal
    ? { ...row, ratio, goal: `at most ${goal.most}x`, met: ratio <= goal.most }
    : { ...row, ratio, goal: `at least ${goal.least}x faster`, met: ratio >= goal.least };
}

/** A row that Chromium measured: its value set against a limit that it should not pass. */
export function limitRow(name: string, value: number, unit: string, most: number): BenchRow {
  return {
    ...{ name, value, unit, reference: most, ratio: value / most, where: 'Chromium' },
    ...{ goal: `at most ${most} ${unit}`, met: value <= most },
  };
}

/** A row that Chromium measured, for which no goal is set. */
export function printedRow(name: string, value: number, unit: string, reference: number): BenchRow {
  return { name, value, unit, reference, ratio: value / reference, where: 'Chromium', goal: 'printed', met: true };
}
