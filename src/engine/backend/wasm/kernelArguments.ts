import type * as tf from '@tensorflow/tfjs';
import { signatures } from '../../../kernels/kernels.generated';
import type { KernelName } from './kernels';

/** A tensor stands for its address, undefined for no tensor. */
type Scalar = number | tf.TensorInfo | undefined;

type Struct = Readonly<Record<string, Scalar>>;

/** A kernel's arguments by the names of its parameters. */
export type NamedArguments = Readonly<Record<string, Scalar | Struct | readonly Struct[]>>;

/** What arguments are laid out in. */
export interface ArgumentMemory {
  addressOf(tensor: tf.TensorInfo): number;
  /** Writes 32-bit words that hold until the next are written. @returns their address */
  writeWords(words: readonly number[]): number;
}

interface Parameter {
  readonly name: string;
  /** Of a struct: its fields' names and types, in the order in which they lie in memory. */
  readonly fields: ReadonlyArray<readonly [name: string, type: string]>;
}

/** Parameters in the order in which a kernel takes them, without the chunk and the number of chunks. */
const parameters: ReadonlyMap<string, readonly Parameter[]> = new Map(
  Object.entries(signatures).map(([kernel, types]) => [
    kernel,
    Object.entries<string | Readonly<Record<string, string>>>(types)
      .filter(([name]) => name !== 'chunk' && name !== 'chunks')
      .map(([name, type]) => ({ name, fields: typeof type === 'string' ? [] : Object.entries(type) })),
  ]),
);

const parametersOf = (kernel: KernelName): readonly Parameter[] => parameters.get(kernel) ?? [];

/** Which of a kernel's numbers is the address of its workspace; -1 if it has none. */
export const workspaceIndex = (kernel: KernelName): number =>
  parametersOf(kernel).findIndex(({ name }) => name === 'workspace');

/** Arguments in the order of a kernel's parameters. Structs are written to memory, and stand here by their addresses. */
export function layOut(kernel: KernelName, values: NamedArguments, memory: ArgumentMemory): number[] {
  const words: number[] = [];
  const structs: Array<{ index: number; start: number }> = [];
  const numbers = parametersOf(kernel).map(({ name, fields }, index) => {
    const value = values[name];
    if (isScalar(value)) return numberOf(value, memory);
    structs.push({ index, start: words.length });
    for (const struct of isList(value) ? value : [value])
      for (const [field, type] of fields) words.push(wordOf(struct[field], type, memory));
    return 0;
  });
  if (structs.length === 0) return numbers;
  const address = memory.writeWords(words);
  for (const { index, start } of structs) numbers[index] = address + 4 * start;
  return numbers;
}

const isScalar = (value: NamedArguments[string]): value is Scalar =>
  value === undefined || typeof value === 'number' || 'dataId' in value;

const isList = (value: Struct | readonly Struct[]): value is readonly Struct[] => Array.isArray(value);

const numberOf = (value: Scalar, memory: ArgumentMemory): number =>
  value === undefined ? 0 : typeof value === 'number' ? value : memory.addressOf(value);

const float = new Float32Array(1);
const floatBits = new Int32Array(float.buffer);

/** A field as a 32-bit integer. */
function wordOf(value: Scalar, type: string, memory: ArgumentMemory): number {
  const number = numberOf(value, memory);
  if (type !== 'f32') return number;
  float[0] = number;
  return floatBits[0]!;
}
