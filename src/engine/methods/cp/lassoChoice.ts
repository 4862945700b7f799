import type { PrunableGroup } from '../../channels/prunableGroups';
import type { Checkpoint } from '../../checkpoint';
import type { Contributions } from '../../layerwise/contributions';
import { keepLargest } from '../choosing';
import type { Choice } from '../reconstructing';
import { type Lasso, largestPenalty, solveLasso } from './lasso';

/** Of the largest penalty, the first. */
const firstPenalty = 2 ** -12;
/** Penalties tried between one that leaves too many channels and one that leaves too few. */
const mostBisections = 24;

/**
 * He et al. 2017, section 3.1: beta, the scales of the channels, is the least of 1/2 ||O^b - b - sum of beta_k Z_k||^2 +
 * penalty ||beta||_1, each W_k having the norm 1 (Eq 2, 3). The penalty is raised until no more channels than asked for have a
 * scale that is not zero, then brought nearer to where as many have. Where no penalty leaves exactly as many, the largest
 * scales stay of one that leaves more, if any does.
 *
 * @returns as scores, |beta|
 */
export async function lassoChoice(
  contributions: Contributions,
  group: PrunableGroup,
  count: number,
  pass: Checkpoint,
): Promise<Choice> {
  const lasso = normalised(contributions);
  const largest = largestPenalty(lasso);
  let few = largest * firstPenalty;
  let many = 0;
  let more: Float64Array = contributions.squares.map(Math.sqrt);
  let beta = solveLasso(lasso, few, more);
  while (scalesOf(beta) > count && few < largest) {
    await pass();
    [many, more] = [few, beta];
    few *= 2;
    beta = solveLasso(lasso, few, more);
  }
  for (let tries = 0; scalesOf(beta) < count && tries < mostBisections; tries++) {
    await pass();
    const penalty = (many + few) / 2;
    const between = solveLasso(lasso, penalty, more);
    if (scalesOf(between) > count) [many, more] = [penalty, between];
    else [few, beta] = [penalty, between];
  }
  const scores = Array.from(scalesOf(beta) < count && many > 0 ? more : beta, Math.abs);
  return { kept: keepLargest(group, scores, count), scores };
}

const scalesOf = (beta: Float64Array): number => beta.reduce((count, scale) => count + Number(scale !== 0), 0);

/** The LASSO with weights of norm 1 for every channel; one without weights adds nothing. */
function normalised({ channels, products, targets, squares }: Contributions): Lasso {
  const factors = squares.map((square) => (square > 0 ? 1 / Math.sqrt(square) : 0));
  return {
    matrix: products.map((product, at) => product * factors[Math.floor(at / channels)]! * factors[at % channels]!),
    target: targets.map((target, channel) => target * factors[channel]!),
  };
}
