import { InputError } from '../../errors';
import { limits } from '../../limits';
import type { NumpyArray } from './numpy';
import { isWords } from './pixels';

/** Labels of a part: numbers of classes, or their names. */
export type Labels = ArrayLike<number> | readonly string[];

/**
 * The labels in a NumPy array of [count], [count, 1], or [count, classes] with one column marked in every row.
 *
 * @throws InputError naming the array and the first row that tells no class
 */
export function labelsOf({ name, shape, strides, values }: NumpyArray): Labels {
  const [count = 0, columns = 1] = shape;
  const width = shape.slice(1).reduce((product, length) => product * length, 1);
  if (shape.length === 0 || (width !== 1 && shape.length > 2))
    throw new InputError('labels.shape', { array: name, shape: shape.join() });
  if (isWords(values)) {
    if (width === 1) return values.map((word, row) => checkedWord(word, name, row));
    throw new InputError('labels.words', { array: name, columns });
  }
  if (width === 1) return Uint16Array.from(values, (label, row) => checkedLabel(label, name, row));
  if (columns > limits.classes) throw new InputError('labels.columns', { array: name, columns, most: limits.classes });
  const [down = 0, along = 0] = strides;
  const shares = new Float64Array(columns);
  return Uint16Array.from({ length: count }, (_, row) => {
    for (let column = 0; column < columns; column++) shares[column] = values[row * down + column * along]!;
    return markedColumn(shares, name, row);
  });
}

/** A label as the name of a class. @throws InputError naming the array and the row */
function checkedWord(word: string, name: string, row: number): string {
  if (word.trim() !== '') return word;
  throw new InputError('labels.empty', { row }).within(name);
}

/** A label as the number of a class. @throws InputError naming the array and the row */
function checkedLabel(label: number, name: string, row: number): number {
  if (Number.isInteger(label) && label >= 0 && label < limits.classes) return label;
  throw new InputError('labels.number', { row, label, most: limits.classes - 1 }).within(name);
}

/** The column with the largest share in a row of a one-hot array. */
function markedColumn(shares: Float64Array, name: string, row: number): number {
  let [best, others] = [0, -1];
  for (let column = 0; column < shares.length; column++) {
    const share = shares[column]!;
    if (!(share >= 0 && share <= 1)) throw new InputError('labels.share', { row, share }).within(name);
    if (share > shares[best]!) [best, others] = [column, 0];
    else if (share === shares[best]) others++;
  }
  if (shares[best] === 0) throw new InputError('labels.none', { row }).within(name);
  if (others > 0) throw new InputError('labels.several', { row }).within(name);
  return best;
}
