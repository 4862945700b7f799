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
  /** A new tensor of 32-bit integers. */
  integers(values: readonly number[]): tf.TensorInfo;
}

/** Parameters in the order in which a kernel takes them, without the chunk and the number of chunks. */
export const parametersOf = (name: KernelName): string[] =>
  Object.keys(signatures[name]).filter((parameter) => parameter !== 'chunk' && parameter !== 'chunks');

/**
 * Arguments as a kernel takes them. Structs are written to memory, fields one after the other.
 *
 * @returns the numbers in the order of the parameters, and the structs, which the caller disposes of after the call
 */
export function layOut(
  name: KernelName,
  values: NamedArguments,
  memory: ArgumentMemory,
): { numbers: number[]; structs: tf.TensorInfo[] } {
  const structs: tf.TensorInfo[] = [];
  const types: Readonly<Record<string, string | Fields>> = signatures[name];
  const numbers = parametersOf(name).map((parameter) => {
    const value = values[parameter];
    if (isScalar(value)) return numberOf(value, memory);
    const fields = Object.entries(types[parameter] ?? {});
    const words = [value]
      .flat()
      .flatMap((struct) => fields.map(([field, type]) => wordOf(struct[field], type, memory)));
    const written = memory.integers(words);
    structs.push(written);
    return memory.addressOf(written);
  });
  return { numbers, structs };
}

type Fields = Readonly<Record<string, string>>;

const isScalar = (value: NamedArguments[string]): value is Scalar =>
  value === undefined || typeof value === 'number' || 'dataId' in value;

const numberOf = (value: Scalar, memory: ArgumentMemory): number =>
  value === undefined ? 0 : typeof value === 'number' ? value : memory.addressOf(value);

const float = new Float32Array(1);
const floatBits = new Int32Array(float.buffer);

/** A field as a 32-bit integer. */
function wordOf(value: Scalar, type: string | undefined, memory: ArgumentMemory): number {
  const number = numberOf(value, memory);
  if (type !== 'f32') return number;
  float[0] = number;
  return floatBits[0]!;
}
