/** What a network answers to some images: the class that it sees in each, and the share (softmax) that it gives it. */
export interface Answer {
  readonly classes: Uint16Array;
  readonly shares: Float32Array;
}

/** What two networks answer to the same labelled images, in the same order. */
export interface Answers {
  /** Names of the classes that labels and answers are indices of. */
  readonly classes: readonly string[];
  readonly labels: Uint16Array;
  readonly baseline: Answer;
  readonly pruned: Answer;
}

/** What was compared: labels and the classes that the two networks answer. */
export type Compared = Pick<Answers, 'labels'> & {
  readonly baseline: Pick<Answer, 'classes'>;
  readonly pruned: Pick<Answer, 'classes'>;
};

/** 1 for every image whose label is answered, of the images at `indices`. */
export const rightAmong = (
  indices: readonly number[],
  labels: Uint16Array,
  { classes }: Pick<Answer, 'classes'>,
): Uint8Array => Uint8Array.from(indices, (index) => Number(classes[index] === labels[index]));
