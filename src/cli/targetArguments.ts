import { InputError } from '../engine/errors';
import { type Target, targetSchema } from '../engine/recipe/target';
import { numberOf } from './arguments';

const text = { type: 'string' } as const;

/** Options that say what a run is to reach, one of them at most. */
export const targetOptions = { lose: text, params: text, flops: text, bytes: text, latency: text };
/** Images in the batch that a latency is of. */
export const batchOption = 'latency-batch';

type Option = keyof typeof targetOptions;

const isOption = (name: string): name is Option => Object.hasOwn(targetOptions, name);

/** @throws InputError if two targets are given, or one that cannot be */
export function targetOf(given: ReadonlyMap<string, unknown>): Target | undefined {
  const [first, second] = [...Object.keys(targetOptions), 'rate'].filter((option) => given.has(option));
  if (first !== undefined && second !== undefined) throw new InputError('option.targets', { first, second });
  if (given.has(batchOption) && first !== 'latency')
    throw new InputError('option.needs', { option: batchOption, other: 'latency' });
  if (first === undefined || !isOption(first)) return undefined;
  const value = String(given.get(first));
  const target = targetSchema.safeParse(withAmount(first, value, given.get(batchOption)));
  if (target.success) return target.data;
  const [issue] = target.error.issues;
  const isBatch = issue?.path.includes('batch');
  throw new InputError('option.value', {
    option: isBatch ? batchOption : first,
    value: isBatch ? String(given.get(batchOption)) : value,
    message: isBatch ? 'choose from 1, 32' : (issue?.message ?? ''),
  });
}

function withAmount(kind: Option, value: string, batch: unknown) {
  if (kind === 'lose') return { kind, points: numberOf(value) };
  if (kind !== 'latency') return { kind, most: sizeOf(kind, value) };
  return { kind, milliseconds: numberOf(value), ...(batch === undefined ? {} : { batch: numberOf(String(batch)) }) };
}

const suffixes: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 };

/** A number, perhaps with k, M or G behind it, and of bytes with a B. @throws InputError if it is none */
function sizeOf(option: Option, value: string): number {
  const [, number = '', suffix = ''] =
    /^(.*?)([kmg]?)$/i.exec(option === 'bytes' ? value.replace(/B$/i, '') : value) ?? [];
  const size = numberOf(number) * (suffixes[suffix.toLowerCase()] ?? Number.NaN);
  if (Number.isFinite(size)) return size;
  throw new InputError('option.size', { option, value });
}
