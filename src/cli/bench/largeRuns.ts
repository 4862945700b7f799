import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { memoryBudget } from '../../engine/memory/budget';
import type { BenchCase, BenchRow } from './measure';

/** A run that `largeRun.ts` knows the network of. */
export interface LargeRun {
  /** Pixels high and wide. */
  readonly size: number;
  readonly samples: number;
  readonly channelsPerStep: number;
  /** Test images. */
  readonly evaluated: number;
  /** Bytes of memory. */
  readonly budget: number;
}

const mebibytes = (count: number): number => count * 2 ** 20;
const real = { evaluated: 250, budget: memoryBudget };
const small = { size: 64, samples: 128, channelsPerStep: 1024, evaluated: 128 };

/** Few samples and large steps, so that they end; batches of 64, two steps of fine-tuning. */
export const largeRuns = {
  '256x256': { ...real, size: 256, samples: 32, channelsPerStep: 256 },
  MobileNetV2: { ...real, size: 224, samples: 64, channelsPerStep: 256 },
} as const satisfies Record<string, LargeRun>;

/** The same of networks that end within seconds, with much memory and with little. */
export const smallRuns = {
  plain: { ...small, budget: memoryBudget },
  'plain, tight': { ...small, budget: mebibytes(300) },
  'residual, tight': { ...small, budget: mebibytes(350) },
  'mobile, tight': { ...small, samples: 64, budget: mebibytes(300) },
} as const satisfies Record<string, LargeRun>;

const phaseSchema = z.object({
  phase: z.string(),
  seconds: z.number(),
  /** Bytes of wasm's memory at the end of the phase: it only grows. */
  heap: z.number(),
});

const resultSchema = z.object({
  /** How the run stays within memory, in a line. */
  told: z.string(),
  /** Bytes, the most of any phase. */
  estimate: z.number(),
  phases: z.array(phaseSchema),
});

export type LargeResult = z.infer<typeof resultSchema>;

/** Runs one in a process, and so a memory, of its own. */
export async function runAlone(name: string): Promise<LargeResult> {
  const { stdout } = await promisify(execFile)('npx', ['tsx', 'src/cli/bench/largeRun.ts', name]);
  return resultSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}

/** Peak memory and time of each phase of runs on large images. */
export const largeMemoryCase: BenchCase = {
  name: 'memory',
  run: async () => {
    const rows: BenchRow[] = [];
    for (const [name, { samples, channelsPerStep, evaluated }] of Object.entries(largeRuns)) {
      const { told, phases } = await runAlone(name);
      console.error(
        `${name}: ${samples} samples, ${channelsPerStep} channels a step, 2 steps of batch 64, ${evaluated} images evaluated; ${told}`,
      );
      for (const { phase, seconds, heap } of phases)
        rows.push({
          ...{
            name: `memory ${name} ${phase} (${seconds.toFixed(0)} s)`,
            value: Math.round(heap / 2 ** 20),
            unit: 'MiB',
          },
          ...{ reference: memoryBudget / 2 ** 20, ratio: heap / memoryBudget, where: 'Node' },
          ...{ goal: 'within 3 GiB', met: heap <= memoryBudget },
        });
    }
    return rows;
  },
};
