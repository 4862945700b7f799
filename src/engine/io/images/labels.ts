import { InputError } from '../../errors';
import { limits } from '../limits';
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
  if (width === 1) return isWords(values) ? values : Array.from(values, (value, row) => checkedLabel(value, name, row));
  if (isWords(values))
    throw new InputError(`${name} holds ${columns} words for every image`, 'save one name of a class for each');
  if (columns > limits.classes)
    throw new InputError(`${name} has ${columns} columns`, `save at most ${limits.classes} classes`);
  const [down = 0, along = 0] = strides;
  return Uint16Array.from({ length: count }, (_, row) =>
    markedColumn((column) => values[row * down + column * along]!, columns, `${name}: row ${row}`),
  );
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
function markedColumn(share: (column: number) => number, columns: number, row: string): number {
  let [best, seconds] = [0, 0];
  for (let column = 0; column < columns; column++) {
    const value = share(column);
    if (!(value >= 0 && value <= 1))
      throw new InputError(`${row} holds ${value}, which is no share of a class`, 'save one-hot labels as 0 and 1');
    if (column === 0 || value < share(best)) continue;
    seconds = value === share(best) ? seconds + 1 : 0;
    if (value > share(best)) best = column;
  }
  if (share(best) === 0) throw new InputError(`${row} marks no class`, 'give every image one class');
  if (seconds > 0) throw new InputError(`${row} marks several classes alike`, 'give every image one class');
  return best;
}
