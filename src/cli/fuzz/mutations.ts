/** Broken files out of good ones, the same ones for the same random numbers. */
import type { Random } from '../../engine/random';

/** Numbers that lengths, counts and offsets are seldom ready for. */
const numbers = [0, 1, 2, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff, 0x80000000, 1000, 65536];

const values: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1,
  2.5,
  1e5,
  1e9,
  2 ** 53,
  1e308,
  '',
  'x',
  '__proto__',
  'constructor',
  'toString',
  [],
  {},
  [[]],
  [null],
  [1e9, 1e9],
];

const pick = <Value>(list: readonly Value[], random: Random): Value => list[random.integer(list.length)]!;

type Mutation = (bytes: Uint8Array, random: Random) => Uint8Array;

const mutations: readonly Mutation[] = [
  function flipBits(bytes, random) {
    const changed = bytes.slice();
    for (let flips = 1 + random.integer(8); flips > 0; flips--)
      changed[random.integer(bytes.length)]! ^= 1 << random.integer(8);
    return changed;
  },
  function overwriteNumber(bytes, random) {
    const changed = bytes.slice();
    const width = pick([1, 2, 4, 8], random);
    if (bytes.length < width) return changed;
    const view = new DataView(changed.buffer);
    const at = random.integer(bytes.length - width + 1);
    const value = pick(numbers, random);
    if (width === 1) view.setUint8(at, value);
    else if (width === 2) view.setUint16(at, value, random.uniform() < 0.5);
    else view.setUint32(at, value, random.uniform() < 0.5);
    return changed;
  },
  function cutShort(bytes, random) {
    return bytes.slice(0, random.integer(bytes.length));
  },
  function leaveOut(bytes, random) {
    const at = random.integer(bytes.length);
    const rest = bytes.subarray(at + 1 + random.integer(16));
    return Uint8Array.from([...bytes.subarray(0, at), ...rest]);
  },
  function repeat(bytes, random) {
    const at = random.integer(bytes.length);
    const part = bytes.subarray(at, at + 1 + random.integer(64));
    return Uint8Array.from([...bytes.subarray(0, at), ...part, ...bytes.subarray(at)]);
  },
  function scatter(bytes, random) {
    const changed = bytes.slice();
    const at = random.integer(bytes.length);
    for (let byte = at; byte < Math.min(bytes.length, at + 16); byte++) changed[byte] = random.integer(256);
    return changed;
  },
];

/** @param bytes at least one */
export const mutateBytes: Mutation = (bytes, random) => {
  let changed = bytes;
  for (let rounds = 1 + random.integer(2); rounds > 0 && changed.length > 0; rounds--)
    changed = pick(mutations, random)(changed, random);
  return changed;
};

/** A value changed, left out, doubled or put in another's place, anywhere in a JSON text. */
export const mutateJson: Mutation = (bytes, random) => {
  const json: unknown = JSON.parse(new TextDecoder().decode(bytes));
  for (let rounds = 1 + random.integer(3); rounds > 0; rounds--) change(placesIn(json), random);
  return new TextEncoder().encode(JSON.stringify(json));
};

/** A container and the key of something in it. */
type Place = { readonly parent: Record<string, unknown> | unknown[]; readonly key: string };

const isContainer = (value: unknown): value is Place['parent'] => typeof value === 'object' && value !== null;

const placesIn = (json: unknown): Place[] =>
  isContainer(json) ? Object.entries(json).flatMap(([key, inner]) => [{ parent: json, key }, ...placesIn(inner)]) : [];

function change(places: readonly Place[], random: Random): void {
  if (places.length === 0) return;
  const { parent, key } = pick(places, random);
  const kind = random.integer(4);
  if (kind === 0 && Array.isArray(parent)) parent.splice(Number(key), 1);
  else if (kind === 0) Reflect.deleteProperty(parent, key);
  else if (kind === 1 && Array.isArray(parent)) parent.push(structuredClone(parent[Number(key)]));
  else {
    const other = pick(places, random);
    const value = kind === 2 ? Reflect.get(other.parent, other.key) : pick(values, random);
    Reflect.set(parent, key, structuredClone(value));
  }
}
