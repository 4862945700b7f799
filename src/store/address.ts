import { z } from 'zod';
import { methodIds } from '../engine/methods/recipe';

/** What the page can show at a time, in the order of its header. */
export const viewIds = ['network', 'prune', 'compare', 'use', 'learn'] as const;

export type ViewId = (typeof viewIds)[number];

/** The lessons, in their order. */
export const lessonIds = [
  'channel',
  'reconstruction',
  'discrimination',
  'greedy',
  'stopping',
  'healing',
  'methods',
] as const;

export type LessonId = (typeof lessonIds)[number];

/** What the Learn view has besides its list of lessons. */
const learnPages = [...lessonIds, 'exercise', 'glossary', 'teacher'] as const;

export type LearnPage = (typeof learnPages)[number];

export const isLessonId = (page: string | undefined): page is LessonId => lessonIds.some((id) => id === page);

/** Parts of a lesson that a link can hide or lock. */
export const lessonParts = ['predictions', 'experiments', 'formulas', 'navigation'] as const;

export type LessonPart = (typeof lessonParts)[number];

/** Some of these in a list, with commas between; other words are passed over. */
const someOf = <Value extends string | number>(all: readonly Value[]) =>
  z.string().transform((text) => all.filter((each) => text.split(',').includes(String(each))));
const partsSchema = someOf(lessonParts)
  .transform((parts) => (parts.length > 0 ? parts : undefined))
  .optional();

/** What accuracy can be set against. */
export const sizeMeasures = ['flops', 'params', 'bytes', 'milliseconds'] as const;

export type SizeMeasure = (typeof sizeMeasures)[number];

/** Shares of channels that a sweep can remove. */
export const sweepRates: readonly number[] = [0.1, 0.3, 0.5, 0.7, 0.9];
/** Runs of a method at a rate that a sweep can have at most. */
export const mostSeeds = 9;

/** What is open and set, whichever view is shown. */
const workSchema = z.object({
  /** A bundled network that is open, but the first. */
  network: z.string().min(1).optional().catch(undefined),
  /** All of CIFAR-10 is open, not the part of it that is bundled. */
  images: z.literal('full').optional().catch(undefined),
  /** What of the recipe is set otherwise than at first, as `recipeLink` writes it. */
  recipe: z.string().min(1).optional().catch(undefined),
  /** The next run trains the pruned widths from scratch too. */
  scratch: z.stringbool().optional().catch(undefined),
  /** The next run stores the pruned network in fewer bits too. */
  compress: z.stringbool().optional().catch(undefined),
});

/** What a link says of what is open and set. */
export type LinkedWork = z.infer<typeof workSchema>;

const addressSchema = workSchema.extend({
  view: z.enum(viewIds).catch('prune'),
  /** A run that lies beside the page, by its name, or one of this browser, by its id. */
  run: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]*$/)
    .optional()
    .catch(undefined),
  /** A moment of the run, from 0, or a step of the lesson, from 1. */
  step: z.coerce.number().int().min(0).optional().catch(undefined),
  /** A layer that is looked at. */
  layer: z.string().min(1).optional().catch(undefined),
  /** A channel of the layer. */
  channel: z.coerce.number().int().min(0).optional().catch(undefined),
  lesson: z.enum(learnPages).optional().catch(undefined),
  /** An entry of the glossary. */
  term: z.string().min(1).optional().catch(undefined),
  /** Parts of the lesson that are not shown. */
  hide: partsSchema,
  /** Parts of the lesson that are shown, but cannot be used. */
  lock: partsSchema,
  /** Where the lesson's sliders stand: the weight of discrimination, and the stopping threshold. */
  lambda: z.coerce.number().min(0).optional().catch(undefined),
  epsilon: z.coerce.number().min(0).optional().catch(undefined),
  /** The lesson is presented, one step at a time. */
  present: z.stringbool().optional().catch(undefined),
  /** Whose runs are compared: a network on some images. */
  contest: z.string().min(1).optional().catch(undefined),
  measure: z.enum(sizeMeasures).optional().catch(undefined),
  /** Keys of the runs that are compared layer by layer. */
  runs: z
    .string()
    .transform((keys): readonly string[] => keys.split(',').filter((key) => key !== ''))
    .optional(),
  /** Of a sweep. */
  methods: someOf(methodIds).optional(),
  rates: someOf(sweepRates).optional(),
  seeds: z.coerce.number().int().min(1).max(mostSeeds).optional().catch(undefined),
});

/** What the part of the page's address behind # says; what it cannot say is passed over. */
export type Address = z.infer<typeof addressSchema>;

export function readAddress(hash: string): Address {
  const [view, query] = hash.replace(/^#/, '').split('?', 2);
  return addressSchema.parse({ ...Object.fromEntries(new URLSearchParams(query)), view });
}

export function writeAddress({ view, ...rest }: Address): string {
  const told = Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return told.length === 0 ? `#${view}` : `#${view}?${legible(new URLSearchParams(told))}`;
}

/** Signs that need no encoding behind #. */
const legible = (query: URLSearchParams): string =>
  String(query).replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/');
