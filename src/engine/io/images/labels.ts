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
    throw new InputError(
      `${name} is [${shape.join()}], but labels are [count], [count, 1] or one-hot [count, classes]`,
      'save them in one of these shapes',
    );
  if (isWords(values)) {
    if (width === 1) return values.map((word, row) => checkedWord(word, name, row));
    throw new InputError(`${name} holds ${columns} words for every image`, 'save one name of a class for each');
  }
  if (width === 1) return Uint16Array.from(values, (label, row) => checkedLabel(label, name, row));
  if (columns > limits.classes)
    throw new InputError(`${name} has ${columns} columns`, `save at most ${limits.classes} classes`);
  const [down = 0, along = 0] = strides;
  const shares = new Float64Array(columns);
  return Uint16Array.from({ length: count }, (_, row) => {
    for (let column = 0; column < columns; column++) shares[column] = values[row * down + column * along]!;
    return markedColumn(shares, `${name}: row ${row}`);
  });
}

/** A label as the name of a class. @throws InputError naming the array and the row */
function checkedWord(word: string, name: string, row: number): string {
  if (word.trim() !== '') return word;
  throw new InputError(`${name}: the label in row ${row} is empty`, 'give the name of a class');
}

/** A label as the number of a class. @throws InputError naming the array and the row */
export function checkedLabel(label: number, name: string, row: number): number {
  if (Number.isInteger(label) && label >= 0 && label < limits.classes) return label;
  throw new InputError(
    `${name}: the label in row ${row} is ${label}`,
    `give the numbers of classes, 0 to at most ${limits.classes - 1}`,
  );
}

/** The column with the largest share in a row of a one-hot array. */
function markedColumn(shares: Float64Array, row: string): number {
  let [best, others] = [0, -1];
  for (let column = 0; column < shares.length; column++) {
    const share = shares[column]!;
    if (!(share >= 0 && share <= 1))
      throw new InputError(`${row} holds ${share}, which is no share of a class`, 'save one-hot labels as 0 and 1');
    if (share > shares[best]!) [best, others] = [column, 0];
    else if (share === shares[best]) others++;
  }
  if (shares[best] === 0) throw new InputError(`${row} marks no class`, 'give every image one class');
  if (others > 0) throw new InputError(`${row} marks several classes alike`, 'give every image one class');
  return best;
}
