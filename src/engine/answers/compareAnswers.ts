import type { Checkpoint } from '../checkpoint';
import type { Dataset } from '../data/dataset';
import { withClassifier } from '../intake/predictions';
import type { Network } from '../network/network';
import type { Answer, Answers } from './answers';

/**
 * What two networks answer to all test images of a data set.
 *
 * @param pass passed once a batch
 */
export async function compareAnswers(
  baseline: Network,
  pruned: Network,
  dataset: Dataset,
  pass: Checkpoint,
): Promise<Answers> {
  return {
    classes: dataset.classes,
    labels: dataset.test.labels.slice(),
    baseline: await answersOf(baseline, dataset, pass),
    pruned: await answersOf(pruned, dataset, pass),
  };
}

const answersOf = (network: Network, dataset: Dataset, pass: Checkpoint): Promise<Answer> =>
  withClassifier(network, pass, (classify) => classify(dataset, dataset.test, [...dataset.test.labels.keys()]));
