import { z } from 'zod';
import type { Row } from './row';

const finite = z.number();
/** JSON has no numbers for what was not measured. */
const measured = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);
const counts = z.record(z.string(), z.int().min(0));

const quartilesSchema = z.object({ q1: finite, q3: finite });

const setupSchema = z.object({
  ...{ preset: z.string().exactOptional(), streams: z.string(), epochs: finite, epochImages: finite.exactOptional() },
  ...{ samples: finite.exactOptional(), lambda: finite.exactOptional() },
});

const rowSchema = z.object({
  ...{ network: z.string(), method: z.string(), rate: finite, seed: finite, variant: z.string().exactOptional() },
  compression: z.object({ id: z.string(), epochs: finite.exactOptional() }).exactOptional(),
  isStopped: z.boolean().exactOptional(),
  isAgreement: z.boolean().exactOptional(),
  ...{ images: z.string(), testImages: finite, baselineAccuracy: finite, selectedAccuracy: finite },
  ...{ accuracy: finite, accuracyLow: finite, accuracyHigh: finite, gap: finite, gapLow: finite, gapHigh: finite },
  ...{ params: finite, flops: measured, bytes: finite },
  ...{ baselineParams: finite, baselineFlops: finite, baselineBytes: finite },
  ...{ milliseconds: measured, baselineMilliseconds: measured, selectionSeconds: measured },
  seconds: measured,
  quartiles: z.object({ baseline: quartilesSchema, pruned: quartilesSchema }).exactOptional(),
  setup: setupSchema.exactOptional(),
  ...{ backend: z.string(), widths: counts, baselineWidths: counts },
  kept: z.record(z.string(), z.array(z.int().min(0))),
});

/** The rows that a comparison has written as JSON. @throws ZodError if it is something else */
export const readRows = (json: unknown): Row[] => z.array(rowSchema).parse(json);
