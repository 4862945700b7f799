/** How methods compare here and in the paper's table, in words. */
import { tellMethod } from './fields';

interface Order {
  readonly better: string;
  readonly worse: string;
  readonly paperDifference: number;
  readonly difference: number;
  readonly isBeyondSpread: boolean;
  readonly agrees: boolean;
}

/**
 * `DCP below ThiNet (paper: 0.31): 0.7 ± 0.5 points, as in the paper.`
 *
 * @param difference how much more often the second errs on the same images, as a share, with the ends of its interval
 */
export function tellPairedOrder(
  { better, worse, paperDifference }: Pick<Order, 'better' | 'worse' | 'paperDifference'>,
  { mean, low, high }: { readonly mean: number; readonly low: number; readonly high: number },
): string {
  const told = `${(100 * mean).toFixed(1)} ± ${(50 * (high - low)).toFixed(1)} points`;
  const sense = low > 0 ? 'as in the paper' : high < 0 ? 'the other way round' : 'undecided';
  return `${tellMethod(better)} below ${tellMethod(worse)} (paper: ${paperDifference.toFixed(2)}): ${told}, ${sense}.`;
}

/** `As in the paper: DCP below Random DCP by 2.8 points (paper: 0.3).` */
export function tellOrder({ better, worse, paperDifference, difference, isBeyondSpread, agrees }: Order): string {
  const [first, second] = agrees ? [better, worse] : [worse, better];
  const sense = agrees ? 'As in the paper' : 'Not as in the paper';
  const doubt = isBeyondSpread ? '' : '; the seeds overlap or are too few, so that this is no more than a hint';
  const paper = `${tellMethod(better)} below ${tellMethod(worse)} by ${paperDifference.toFixed(2)}`;
  return `${sense}: ${tellMethod(first)} errs less than ${tellMethod(second)}, by ${Math.abs(difference).toFixed(1)} points (paper: ${paper})${doubt}.`;
}
