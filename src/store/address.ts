import { z } from 'zod';

/** What the page can show at a time, in the order of its header. */
export const viewIds = ['network', 'prune', 'compare', 'use'] as const;

export type ViewId = (typeof viewIds)[number];

const addressSchema = z.object({
  view: z.enum(viewIds).catch('prune'),
  /** A run that lies beside the page, by its name. */
  run: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]*$/)
    .optional()
    .catch(undefined),
  /** A moment of the run, from 0. */
  step: z.coerce.number().int().min(0).optional().catch(undefined),
  /** A layer that is looked at. */
  layer: z.string().min(1).optional().catch(undefined),
  /** A channel of the layer. */
  channel: z.coerce.number().int().min(0).optional().catch(undefined),
});

/** What the part of the page's address behind # says; what it cannot say is passed over. */
export type Address = z.infer<typeof addressSchema>;

export function readAddress(hash: string): Address {
  const [view, query] = hash.replace(/^#/, '').split('?', 2);
  return addressSchema.parse({ ...Object.fromEntries(new URLSearchParams(query)), view });
}

export function writeAddress({ view, ...rest }: Address): string {
  const told = Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return told.length === 0 ? `#${view}` : `#${view}?${new URLSearchParams(told)}`;
}
