import type { Mistakes } from './lessonData';

/**
 * The images that one network alone classifies wrongly.
 *
 * @param answers of each network: the class that it sees in each image
 * @param place of the one network
 */
export const onlyWrong = (
  answers: ReadonlyArray<ArrayLike<number>>,
  labels: ArrayLike<number>,
  place: number,
): number[] =>
  Array.from(labels, (_, image) => image).filter((image) =>
    answers.every((classes, each) => (classes[image] === labels[image]) === (each !== place)),
  );

type Alone = Mistakes['methods'][number];

/** The methods whose networks have fewest and most images that they alone get wrong. */
export const extremesOf = ({ methods }: Mistakes): { readonly fewest: Alone; readonly most: Alone } => ({
  fewest: methods.reduce((least, each) => (each.alone < least.alone ? each : least)),
  most: methods.reduce((largest, each) => (each.alone > largest.alone ? each : largest)),
});
