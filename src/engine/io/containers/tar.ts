import { InputError } from '../../errors';
import { Budget } from './budget';
import { entryPath } from './entryName';
import type { DroppedFile } from './files';

const block = 512;

/** A head is a block: where its fields are, [start, length]. */
const fields = {
  name: [0, 100],
  size: [124, 12],
  checksum: [148, 8],
  type: [156, 1],
  magic: [257, 8],
  prefix: [345, 155],
} as const;

const bytesOf = (head: Uint8Array, field: keyof typeof fields): Uint8Array =>
  head.subarray(fields[field][0], fields[field][0] + fields[field][1]);

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes).replace(/\0.*$/s, '');
const textOf = (head: Uint8Array, field: keyof typeof fields): string => text(bytesOf(head, field));

/** An octal number, or, where the first bit is set, a binary one. */
function numberOf(head: Uint8Array, field: keyof typeof fields): number {
  const bytes = bytesOf(head, field);
  if (bytes[0]! & 0x80) return bytes.subarray(1).reduce((value, byte) => 256 * value + byte, bytes[0]! & 0x7f);
  const digits = textOf(head, field).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : digits === '' ? 0 : Number.NaN;
}

/** The sum of a head's bytes, its checksum counted as spaces; old systems summed signed bytes. */
function isWhole(head: Uint8Array): boolean {
  const stored = numberOf(head, 'checksum');
  if (!(stored > 0)) return false;
  const [start, length] = fields.checksum;
  let [unsigned, signed] = [0, 0];
  for (const [at, value] of head.entries()) {
    const byte = at >= start && at < start + length ? 0x20 : value;
    unsigned += byte;
    signed += byte < 0x80 ? byte : byte - 0x100;
  }
  return stored === unsigned || stored === signed;
}

export const isTar = ({ bytes }: DroppedFile): boolean =>
  bytes.length >= block &&
  (textOf(bytes, 'magic').startsWith('ustar') || (bytes[0] !== 0 && isWhole(bytes.subarray(0, block))));

/** What the entries before a file's own say of it: GNU's long name, or POSIX's (PAX) path and size. */
interface Extended {
  path?: string;
  size?: number;
}

/**
 * A tar's plain files, their names behind the tar's: heads of 512 bytes, each with the contents behind it in whole
 * blocks. Of files with one name the last counts. The contents share the tar's memory.
 *
 * @throws InputError naming the tar and the entry, if it is broken or holds more files than the budget has left
 */
export function untar({ name, bytes }: DroppedFile, budget = new Budget()): DroppedFile[] {
  const files = new Map<string, DroppedFile>();
  let extended: Extended = {};
  let at = 0;
  for (let head = headAt(bytes, at, name); head; head = headAt(bytes, at, name)) {
    const type = textOf(head, 'type');
    const describes = ['x', 'g', 'L', 'K'].includes(type);
    const path = (!describes && extended.path) || ownPath(head);
    const size = (!describes && extended.size) || numberOf(head, 'size');
    const contents = bytes.subarray(at + block, at + block + size);
    if (contents.length !== size) throw new InputError('tar.entry', { entry: path }).within(name);
    at += block * (1 + Math.ceil(size / block));
    if (type === 'x') extended = { ...extended, ...paxRecords(contents, name) };
    else if (type === 'L') extended = { ...extended, path: text(contents) };
    else if (!describes) {
      if (type === 'S') throw new InputError('tar.sparse', { entry: path }).within(name);
      const kept = ['', '0', '7'].includes(type) ? entryPath(path) : undefined;
      if (kept !== undefined) {
        budget.take(0, 1);
        files.set(kept, { name: `${name}/${kept}`, bytes: contents });
      }
      extended = {};
    }
  }
  return [...files.values()];
}

/** The head at a byte; undefined behind the last one, where the rest is zeros. @throws InputError if it is neither */
function headAt(bytes: Uint8Array, at: number, name: string): Uint8Array | undefined {
  const head = bytes.subarray(at, at + block);
  if (head.length < block) throw new InputError('tar.cut-short').within(name);
  if (isWhole(head)) return head;
  if (head[0] !== 0 || bytes.subarray(at).some((byte) => byte !== 0))
    throw new InputError('tar.head', { at }).within(name);
  return undefined;
}

/** POSIX splits names of more than 100 bytes in two. */
function ownPath(head: Uint8Array): string {
  const prefix = textOf(head, 'magic') === 'ustar' ? textOf(head, 'prefix') : '';
  return prefix === '' ? textOf(head, 'name') : `${prefix}/${textOf(head, 'name')}`;
}

/** PAX records: the length of the record, a space, KEY=VALUE, a line feed. */
function paxRecords(contents: Uint8Array, name: string): Extended {
  const found: Extended = {};
  for (let at = 0; at < contents.length; ) {
    const [head = '', digits = ''] = /^(\d{1,9}) /.exec(new TextDecoder().decode(contents.subarray(at, at + 10))) ?? [];
    const end = at + Number(digits);
    if (digits === '' || end <= at + head.length || end > contents.length) throw new InputError('tar.pax').within(name);
    const record = new TextDecoder().decode(contents.subarray(at + head.length, end - 1));
    if (record.startsWith('path=')) found.path = record.slice(5);
    if (record.startsWith('size=')) found.size = Number(record.slice(5));
    at = end;
  }
  return found;
}
