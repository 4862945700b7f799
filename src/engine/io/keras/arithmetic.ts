import { z } from 'zod';

/** What is done to x: scale x + offset, each one number or one for every channel. */
export interface Affine {
  readonly scale: number | readonly number[];
  readonly offset: number | readonly number[];
}

type Constant = number | readonly number[];

const each = (constant: Constant, change: (value: number) => number): Constant =>
  typeof constant === 'number' ? change(constant) : constant.map(change);

const plus = (constant: Constant): Affine => ({ scale: 1, offset: constant });
const times = (constant: Constant): Affine => ({ scale: constant, offset: 0 });

/** `x ? c`, and `c ? x` where it is affine, by the names that Keras 2 and 3 have for it. */
const operations: ReadonlyArray<{
  readonly names: readonly string[];
  readonly constantLast: (constant: Constant) => Affine;
  readonly constantFirst?: (constant: Constant) => Affine;
}> = [
  { names: ['math.add', '__operators__.add', 'Add'], constantLast: plus, constantFirst: plus },
  { names: ['math.multiply', 'Multiply'], constantLast: times, constantFirst: times },
  {
    names: ['math.subtract', 'Subtract'],
    constantLast: (constant) => plus(each(constant, (value) => -value)),
    constantFirst: (constant) => ({ scale: -1, offset: constant }),
  },
  {
    names: ['math.truediv', 'math.divide', 'TrueDivide', 'Divide'],
    constantLast: (constant) => times(each(constant, (value) => 1 / value)),
  },
];

const numbers = z.array(z.number()).min(1);

/** Numbers of the last axis, if those in front of it have the length 1; a number alone as one of them. */
function alongChannels(value: unknown): unknown {
  const inner = Array.isArray(value) && value.length === 1 && Array.isArray(value[0]) ? value[0] : undefined;
  if (inner) return alongChannels(inner);
  return Array.isArray(value) ? value : [value];
}

/** A constant as Keras 2 or 3 writes it: plain, or in an object, perhaps with axes of length 1 in front. */
const constantSchema: z.ZodType<Constant> = z.union([
  z.number(),
  z
    .union([z.array(z.unknown()), z.looseObject({ config: z.looseObject({ value: z.unknown() }) })])
    .transform((value) => alongChannels(Array.isArray(value) ? value : value.config.value))
    .pipe(numbers)
    .transform((values) => (values.length === 1 ? values[0]! : values)),
]);

const history = z.tuple([z.string(), z.int(), z.int()]);

/** Keras 2, tensor first: [layer, node, tensor, { y: 127.5 }]. */
const keras2Last = z.tuple([z.string(), z.int(), z.int(), z.looseObject({ y: constantSchema })]);
/** Keras 2, constant first: ["_CONSTANT_VALUE", -1, 1.0, { y: [layer, node, tensor] }]. */
const keras2First = z.tuple([
  z.literal('_CONSTANT_VALUE'),
  z.literal(-1),
  constantSchema,
  z.looseObject({ y: history }),
]);
const inList = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([schema, z.tuple([schema]).transform(([call]) => call)]);

const kerasTensor = z.looseObject({ class_name: z.literal('__keras_tensor__') });
const keras3Last = z.object({ args: z.tuple([kerasTensor, constantSchema]) });
const keras3First = z.object({ args: z.tuple([constantSchema, kerasTensor]) });

/**
 * Arithmetic with a constant, as preprocessing written in plain Python leaves it in a model. Undefined for anything else.
 *
 * @param call the layer's inbound node
 */
export function asAffine(
  className: string,
  config: Readonly<Record<string, unknown>>,
  call: unknown,
): Affine | undefined {
  const name = className === 'TFOpLambda' ? String(config.function) : className;
  const operation = operations.find(({ names }) => names.includes(name));
  if (!operation) return undefined;
  const last2 = inList(keras2Last).safeParse(call);
  if (last2.success) return operation.constantLast(last2.data[3].y);
  const last3 = keras3Last.safeParse(call);
  if (last3.success) return operation.constantLast(last3.data.args[1]);
  const first2 = inList(keras2First).safeParse(call);
  if (first2.success) return operation.constantFirst?.(first2.data[2]);
  const first3 = keras3First.safeParse(call);
  return first3.success ? operation.constantFirst?.(first3.data.args[0]) : undefined;
}
