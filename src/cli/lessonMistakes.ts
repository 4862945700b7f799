import { proceed } from '../engine/checkpoint';
import { type Dataset, imageOf } from '../engine/data/dataset';
import { withClassifier } from '../engine/intake/predictions';
import { presets, recipeOf } from '../engine/methods/recipe';
import { disposeNetwork, type Network } from '../engine/network/network';
import { prune } from '../engine/prune/prune';
import type { Mistakes } from '../lessons/lessonData';
import { comparedMethods } from '../lessons/methods';
import { onlyWrong } from '../lessons/mistakes';

/** Fewer than the comparison's runs have: five networks are to be made in some minutes. */
const epochs = 2;
const rate = 0.5;
/** Images of each method that are shown: the first in the order of the test images. */
const shown = 4;

/** The test images that one method's pruned network classifies wrongly, and those of all others rightly. */
export async function mistakesOf(network: Network, dataset: Dataset): Promise<Mistakes> {
  const { labels } = dataset.test;
  const answers: Uint16Array[] = [];
  for (const method of comparedMethods) {
    const pruned = await prunedBy(method, network, dataset);
    const { classes } = await withClassifier(pruned, proceed, (classify) =>
      classify(dataset, dataset.test, [...labels.keys()]),
    );
    answers.push(classes);
    disposeNetwork(pruned);
    console.log(`${method}: ${answers.at(-1)!.filter((answer, at) => answer === labels[at]).length} right`);
  }
  return {
    ...{ classes: [...dataset.classes], images: labels.length, epochs, rate },
    methods: comparedMethods.map((method, place) => {
      const images = onlyWrong(answers, labels, place);
      return {
        method,
        right: answers[place]!.filter((answer, at) => answer === labels[at]).length,
        alone: images.length,
        shown: images.slice(0, shown).map((at) => ({
          image: Buffer.from(imageOf(dataset, dataset.test, at)).toString('base64'),
          label: labels[at]!,
          answer: answers[place]![at]!,
        })),
      };
    }),
  };
}

async function prunedBy(method: (typeof comparedMethods)[number], network: Network, dataset: Dataset) {
  const recipe = recipeOf({ ...presets.quick, method, rate, fineTuningEpochs: epochs, seed: 1 });
  const run = prune(network, dataset, recipe);
  let next = await run.next();
  while (!next.done) next = await run.next();
  if (!next.value) throw new Error(`${method} made no network`);
  return next.value;
}
