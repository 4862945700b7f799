import { z } from 'zod';
import { refuseChoice, refuseNumber, refuseShare, refuseWhole } from '../../words/refusals';

/** What a form, a flag or an address has to know of one field of a recipe. */
export type Control = NumberControl | ChoiceControl;

export interface NumberControl {
  readonly kind: 'number' | 'count' | 'share';
  readonly least: number;
  /** A share stays below it. */
  readonly most: number;
  /** By which an arrow key changes it. */
  readonly step: number;
  /** Absent where the field may be left empty. */
  readonly standard?: number;
  /** What it counts, where its label does not tell. */
  readonly unit?: 'images';
  /** In the glossary. */
  readonly term: string;
}

export interface ChoiceControl {
  readonly kind: 'choice';
  readonly choices: readonly string[];
  readonly standard: string;
  readonly term: string;
}

const controls = z.registry<Control>();

/** What is known of a field; undefined for what is no single number or choice. */
export const controlOf = (field: z.core.$ZodType): Control | undefined => controls.get(field);

type Limits = Omit<NumberControl, 'kind'> & { readonly standard: number };

/** Any number from `least` to `most`. */
export function number(control: Limits) {
  const { least, most, standard } = control;
  const error = () => refuseNumber({ least, most });
  return z
    .number({ error })
    .min(least, { error })
    .max(most, { error })
    .default(standard)
    .register(controls, { kind: 'number', ...control });
}

function whole({ least, most }: Pick<NumberControl, 'least' | 'most'>) {
  const error = () => refuseWhole({ least, most });
  return z.int({ error }).min(least, { error }).max(most, { error });
}

/** A whole number from `least` to `most`. */
export const count = (control: Limits) =>
  whole(control)
    .default(control.standard)
    .register(controls, { kind: 'count', ...control });

/** The same, or nothing, which stands for as many as there are. */
export const countOrAll = (control: Omit<Limits, 'standard'>) =>
  whole(control)
    .optional()
    .register(controls, { kind: 'count', ...control });

const [leastShare, belowShare] = [0, 1];
const shareError = () => refuseShare({ least: leastShare, most: belowShare });

/** A number from 0 to below 1. */
export const shareSchema = z
  .number({ error: shareError })
  .min(leastShare, { error: shareError })
  .lt(belowShare, { error: shareError });

export const share = (control: Pick<Limits, 'step' | 'standard' | 'term'>) =>
  shareSchema
    .default(control.standard)
    .register(controls, { kind: 'share', least: leastShare, most: belowShare, ...control });

/** One of some ids, the first of which is the standard. */
export function choice<const Ids extends readonly [string, ...string[]]>(choices: Ids, term: string) {
  const [standard] = choices;
  return z
    .enum(choices, { error: () => refuseChoice(choices) })
    .default(standard as z.output<z.ZodEnum<z.core.util.ToEnum<Ids[number]>>>)
    .register(controls, { kind: 'choice', choices, standard, term });
}
