import type { Checkpoint } from '../checkpoint';
import type { LayerProblem } from './layerProblem';
import type { LossWeights } from './losses';
import { featureCount, layerMoments } from './moments';
import { NewtonSolver } from './newtonSolver';
import { SgdSolver } from './sgdSolver';
import type { Solver } from './solver';

export interface SolverOptions {
  readonly solver: 'newton' | 'sgd';
  /** Steps of SGD after every join. */
  readonly sgdSteps: number;
  readonly reconstructionWeight: number;
  readonly lambda: number;
}

/** Columns of Phi up to which the square of their number is kept in memory, twice, at 8 bytes. */
const mostFeatures = 5000;

/** A solver of a layer's problem: SGD also where the layer reads so much that its Hessian would not fit in memory. */
export async function solverOf(
  problem: LayerProblem,
  { solver, sgdSteps, reconstructionWeight: reconstruction, lambda }: SolverOptions,
  pass: Checkpoint,
): Promise<Solver> {
  const weights: LossWeights = { reconstruction, lambda };
  if (solver === 'sgd' || featureCount(problem.convolution) > mostFeatures)
    return new SgdSolver(problem, weights, sgdSteps, pass);
  return new NewtonSolver(problem, await layerMoments(problem, pass), weights, pass);
}
