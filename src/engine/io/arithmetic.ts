import { z } from 'zod';

/** What `x ? y` with a number y is as scale x + offset, by the names that Keras 2 and 3 have for it. */
const operations: Readonly<Record<string, (y: number) => { scale: number; offset: number }>> = {
  'math.truediv': (y) => ({ scale: 1 / y, offset: 0 }),
  'math.divide': (y) => ({ scale: 1 / y, offset: 0 }),
  'math.multiply': (y) => ({ scale: y, offset: 0 }),
  'math.subtract': (y) => ({ scale: 1, offset: -y }),
  'math.add': (y) => ({ scale: 1, offset: y }),
  '__operators__.add': (y) => ({ scale: 1, offset: y }),
  TrueDivide: (y) => ({ scale: 1 / y, offset: 0 }),
  Divide: (y) => ({ scale: 1 / y, offset: 0 }),
  Multiply: (y) => ({ scale: y, offset: 0 }),
  Subtract: (y) => ({ scale: 1, offset: -y }),
  Add: (y) => ({ scale: 1, offset: y }),
};

const keras2Tensor = z.tuple([z.string(), z.int(), z.int(), z.looseObject({ y: z.number() })]);

/** Keras 2: [layer, node, tensor, { y: 127.5 }], in a list of one or not. */
const keras2Call = z.union([keras2Tensor, z.tuple([keras2Tensor]).transform(([tensor]) => tensor)]);

/** Keras 3: { args: [tensor, 127.5] }. */
const keras3Call = z.object({ args: z.tuple([z.looseObject({ class_name: z.string() }), z.number()]) });

/**
 * Arithmetic with a constant, as preprocessing written in plain Python leaves it in a model, as the Rescaling that it
 * is. Undefined for anything else.
 *
 * @param call the layer's inbound node
 */
export function asRescaling(
  className: string,
  config: Readonly<Record<string, unknown>>,
  call: unknown,
): { scale: number; offset: number } | undefined {
  const operation = className === 'TFOpLambda' ? operations[String(config.function)] : operations[className];
  const old = keras2Call.safeParse(call);
  const parsed = keras3Call.safeParse(call);
  const constant = old.success ? old.data[3].y : parsed.success ? parsed.data.args[1] : undefined;
  return operation && constant !== undefined ? operation(constant) : undefined;
}
