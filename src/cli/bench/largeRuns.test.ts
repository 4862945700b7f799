import { expect, test } from 'vitest';
import { type LargeRun, runAlone, smallRuns } from './largeRuns';

test.each(Object.entries<LargeRun>(smallRuns))(
  '%s: the whole run stays within its budget and its estimate, which is not far above',
  async (name, { budget }) => {
    const { told, estimate, phases } = await runAlone(name);
    const heap = Math.max(...phases.map((phase) => phase.heap));
    console.log(
      `${name}: ${Math.round(heap / 2 ** 20)} MiB, ${(estimate / heap).toFixed(2)} of them estimated; ${told}`,
    );
    expect(heap).toBeLessThanOrEqual(budget);
    expect(heap).toBeLessThanOrEqual(estimate);
    expect(estimate / heap).toBeLessThan(2);
  },
);
