/** What a value should be that a recipe or a log cannot hold; what zod refuses by itself it tells in the same language. */
import { fill, joints } from './text';
import { translated } from './translated';

export const refusals = translated('refusals.refusals', {
  base64: 'not base64 of 32-bit numbers',
  choice: 'choose from {{choices}}',
  number: 'give a number from {{least}} to {{most}}',
  share: 'give a number from {{least}} to below {{most}}',
  version: 'this build reads version {{version}}',
  'whole-number': 'give a whole number from {{least}} to {{most}}',
});

interface Limits {
  readonly least: number;
  readonly most: number;
}

export const refuseNumber = ({ least, most }: Limits): string => fill(refusals.number, { least, most });

export const refuseWhole = ({ least, most }: Limits): string => fill(refusals['whole-number'], { least, most });

/** @param most it stays below it */
export const refuseShare = ({ least, most }: Limits): string => fill(refusals.share, { least, most });

export const refuseChoice = (choices: readonly string[]): string =>
  fill(refusals.choice, { choices: choices.join(joints.comma) });

export const refuseVersion = (version: number): string => fill(refusals.version, { version });
