import { commonFields } from '../../engine/recipe/common';
import { controlOf } from '../../engine/recipe/fields';

const control = controlOf(commonFields.rate);
if (control?.kind !== 'share') throw new Error('the prune rate is a share');
const { least, most, step } = control;

/** Of the sliders of prune rates: what is below the whole, in whole steps. */
export const rateRange = { min: least, max: most - step, step };
