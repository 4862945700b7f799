import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter, type ZipWriterConstructorOptions } from '@zip.js/zip.js';
import fc from 'fast-check';
import { gzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../errors';
import { gnuTarred, oldTarEntry, tarEnd, tarred } from '../../testing/imageFiles';
import { unpack } from './archive';
import { Budget } from './budget';
import type { DroppedFile } from './files';
import { unzip } from './zip';

const text = (words: string) => new TextEncoder().encode(words);
const words = ({ bytes }: DroppedFile) => new TextDecoder().decode(bytes);
const listed = (files: readonly DroppedFile[]) => files.map((file) => [file.name, words(file)]);
const zip = (entries: Record<string, string>, level: 0 | 6 = 6): DroppedFile => ({
  name: 'set.zip',
  bytes: zipSync(Object.fromEntries(Object.entries(entries).map(([name, value]) => [name, text(value)])), { level }),
});

/** The bytes with some written over. */
function edited({ name, bytes }: DroppedFile, change: (view: DataView) => void): DroppedFile {
  const copy = bytes.slice();
  change(new DataView(copy.buffer));
  return { name, bytes: copy };
}

/** Where a record of a zip begins, by its mark. */
function find({ bytes }: DroppedFile, mark: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let at = 0; at + 4 <= bytes.length; at++) if (view.getUint32(at, true) === mark) return at;
  throw new Error('no such record');
}

const directory = 0x02014b50;
const end = 0x06054b50;

describe('a zip', () => {
  test('gives its files, stored or compressed; folders and what systems add are left out', async () => {
    const entries = { 'a/b.txt': 'one', 'a/.hidden': 'x', '__MACOSX/a/b.txt': 'x', 'a/Thumbs.db': 'x', 'a/c/': '' };
    for (const level of [0, 6] as const) expect(listed(await unzip(zip(entries, level)))).toEqual([['a/b.txt', 'one']]);
  });

  test('has names that are paths: Windows, absolute, leading out', async () => {
    const entries = { 'a\\b.txt': '1', '/etc/c.txt': '2', '../../d.txt': '3', './e.txt': '4', 'C:\\f.txt': '5' };
    expect((await unzip(zip(entries))).map(({ name }) => name)).toEqual([
      'a/b.txt',
      'etc/c.txt',
      'd.txt',
      'e.txt',
      'C:/f.txt',
    ]);
  });

  test('of other writers opens too: 64-bit sizes, sizes behind the contents; what is encrypted does not', async () => {
    const written = async (options: ZipWriterConstructorOptions): Promise<DroppedFile> => {
      const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, ...options });
      await writer.add('a/b.txt', new Uint8ArrayReader(text('one and one and one')));
      return { name: 'set.zip', bytes: await writer.close() };
    };
    for (const options of [{ zip64: true }, { dataDescriptor: true }, { zip64: true, dataDescriptor: true, level: 0 }])
      expect(listed(await unzip(await written(options)))).toEqual([['a/b.txt', 'one and one and one']]);
    for (const options of [{ password: 'x' }, { password: 'x', zipCrypto: true }])
      await expect(unzip(await written(options))).rejects.toThrow('set.zip: a/b.txt is encrypted');
  });

  test('of several entries with one name the last counts', async () => {
    const twice = edited(zip({ 'a.txt': 'one', 'b.txt': 'two' }, 0), (view) => {
      for (let at = 0; at < view.byteLength - 4; at++) if (view.getUint8(at) === 0x62) view.setUint8(at, 0x61);
    });
    expect(listed(await unzip(twice))).toEqual([['a.txt', 'two']]);
  });

  test.each<[string, (file: DroppedFile) => DroppedFile, string]>([
    [
      'a checksum that is not that of its contents',
      (file) => edited(file, (view) => view.setUint8(40, view.getUint8(40) ^ 1)),
      'set.zip: a/b.txt is damaged',
    ],
    [
      'an entry that is encrypted',
      (file) => edited(file, (view) => view.setUint16(find(file, directory) + 8, 1, true)),
      'set.zip: a/b.txt is encrypted; unpack the zip with its password',
    ],
    [
      'a method of compression that is not read',
      (file) => edited(file, (view) => view.setUint16(find(file, directory) + 10, 14, true)),
      'set.zip: a/b.txt is compressed by method 14',
    ],
    [
      'one part of several',
      (file) => edited(file, (view) => view.setUint16(find(file, end) + 4, 3, true)),
      'set.zip: it is one part of a zip in several parts; pack it again as one zip',
    ],
    [
      'no list of files',
      ({ name, bytes }) => ({ name, bytes: bytes.subarray(0, 40) }),
      'set.zip: the zip cannot be opened: its list of files is cut short or damaged',
    ],
    [
      'a list of files that is longer than it says',
      (file) => edited(file, (view) => view.setUint16(find(file, end) + 10, 0, true)),
      'set.zip: the zip cannot be opened: its list of files is cut short or damaged',
    ],
    [
      'a folder that has contents',
      (file) => edited(file, (view) => view.setUint32(find(file, directory) + 38, 0x10, true)),
      'set.zip: the zip cannot be opened: its list of files is cut short or damaged',
    ],
    [
      'an entry that promises more than its bytes can hold',
      (file) => edited(file, (view) => view.setUint32(find(file, directory) + 24, 2 ** 29, true)),
      'set.zip: a/b.txt is damaged: 12 bytes cannot hold the 536870912 that it promises',
    ],
    [
      'an entry whose name has changed',
      (file) => edited(file, (view) => view.setUint8(find(file, directory) + 46, 0x62)),
      'set.zip: b/b.txt is damaged: the list of files calls it otherwise',
    ],
    [
      'an entry that lies elsewhere',
      (file) => edited(file, (view) => view.setUint32(find(file, directory) + 42, 5, true)),
      'set.zip: a/b.txt is damaged: no entry begins where the list of files says',
    ],
  ])('with %s is refused', async (_, change, message) => {
    const whole = zip({ 'a/b.txt': 'one and one and one and one and one' });
    await expect(unzip(change(whole))).rejects.toThrow(message);
    await expect(unzip(change(whole))).rejects.toThrow(InputError);
  });

  test('flipped bits in its contents are all noticed', async () => {
    const whole = zip({ 'weights.bin': 'numbers'.repeat(40) }, 0);
    const [start, length] = [30 + 'weights.bin'.length, 280];
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 8 * length - 1 }), async (bit) => {
        const flipped = edited(whole, (view) => {
          const at = start + (bit >> 3);
          view.setUint8(at, view.getUint8(at) ^ (1 << (bit & 7)));
        });
        await expect(unzip(flipped)).rejects.toThrow('set.zip: weights.bin is damaged: its checksum');
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});

describe('a tar', () => {
  const long = `${'folder-with-a-name/'.repeat(8)}x.txt`;
  const files = [
    { name: long, bytes: text('long') },
    { name: './a/y.txt', bytes: text('short') },
    { name: 'a/.hidden', bytes: text('x') },
  ];
  const expected = [
    [`set.tar/${long}`, 'long'],
    ['set.tar/a/y.txt', 'short'],
  ];

  test('gives its files, with long names as POSIX has them', async () => {
    expect(listed(await unpack({ name: 'set.tar', bytes: await tarred(files) }))).toEqual(expected);
  });

  test('gives its files, with long names as GNU has them, as old as it may be', async () => {
    expect(listed(await unpack({ name: 'set.tar', bytes: gnuTarred(files) }))).toEqual(expected);
  });

  test('lies in a gzip', async () => {
    const found = await unpack({ name: 'set.tar.gz', bytes: gzipSync(gnuTarred(files)) });
    expect(listed(found)).toEqual(expected);
    expect(await unpack({ name: 'set.tgz', bytes: gzipSync(gnuTarred(files)) })).toEqual(found);
  });

  test('with a link or a folder gives neither, and of files with one name the last', async () => {
    const bytes = Uint8Array.from([
      ...oldTarEntry('a.txt', '0', text('one')),
      ...oldTarEntry('b.txt', '2', new Uint8Array()),
      ...oldTarEntry('c', '5', new Uint8Array()),
      ...oldTarEntry('a.txt', '0', text('two')),
      ...tarEnd,
    ]);
    expect(listed(await unpack({ name: 'set.tar', bytes }))).toEqual([['set.tar/a.txt', 'two']]);
  });

  test('that is damaged or cut short is refused, with the entry', async () => {
    const whole = gnuTarred(files);
    const damaged = whole.slice();
    damaged[2 * 512 + 3]! ^= 1;
    const refused = (bytes: Uint8Array) => expect(unpack({ name: 'set.tar', bytes })).rejects;
    await refused(whole.subarray(0, 600)).toThrow('set.tar: ././@LongLink is cut short; download it');
    await refused(whole.subarray(0, 3 * 512 + 2)).toThrow(`set.tar: ${long} is cut short`);
    await refused(whole.subarray(0, 1500)).toThrow('set.tar: it is cut short: its end is missing');
    await refused(whole.subarray(0, 2048)).toThrow('set.tar: it is cut short: its end is missing');
    await refused(whole.map((byte, at) => (at === 1024 ? 0 : byte))).toThrow(
      'set.tar: the head at byte 1024 is damaged',
    );
    await refused(whole.map((byte, at) => (at >= 1024 && at < 2048 ? 0 : byte))).toThrow(
      'set.tar: the head at byte 1024 is damaged',
    );
    await refused(damaged).toThrow('set.tar: the head at byte 1024 is damaged');
    const sparse = oldTarEntry('a.bin', 'S', text('x'));
    await expect(unpack({ name: 's.tar', bytes: sparse })).rejects.toThrow(
      's.tar: a.bin is stored with its gaps left out',
    );
  });
});

describe('a gzip', () => {
  test('that is damaged or cut short is refused', async () => {
    const whole = gzipSync(text('contents'));
    const damaged = whole.slice();
    damaged[whole.length - 6]! ^= 1;
    for (const bytes of [damaged, whole.subarray(0, whole.length - 9)])
      await expect(unpack({ name: 'x.gz', bytes })).rejects.toThrow('x.gz: it is cut short or damaged');
  });

  test('lies in a gzip, and archives in archives, but not without end', async () => {
    const wrap = (times: number): Uint8Array => (times === 0 ? text('core') : gzipSync(wrap(times - 1)));
    expect(listed(await unpack({ name: 'x.gz', bytes: wrap(4) }))).toEqual([['x', 'core']]);
    await expect(unpack({ name: 'x.gz', bytes: wrap(5) })).rejects.toThrow('more than 4 deep; unpack the outer ones');
    const inner = zip({ 'a.txt': 'one' });
    const outer = {
      name: 'outer.zip',
      bytes: zipSync({ 'in/set.zip': inner.bytes, 'b.txt.gz': gzipSync(text('two')) }),
    };
    expect(listed(await unpack(outer))).toEqual([
      ['outer.zip/in/set.zip/a.txt', 'one'],
      ['outer.zip/b.txt', 'two'],
    ]);
  });
});

describe('what archives unpack to is bounded', () => {
  const large = zip({ 'zeros.bin': '\0'.repeat(2000) });

  test('over several archives, before they are unpacked', async () => {
    const budget = new Budget(5000);
    await unzip(large, budget);
    await unzip(large, budget);
    await expect(unzip(large, budget)).rejects.toThrow(
      'set.zip: what is dropped unpacks to more than 1 GiB; drop a part of it',
    );
  });

  test('for gzips within gzips, and for the number of files', async () => {
    const nested = { name: 'x.gz', bytes: gzipSync(gzipSync(text('\0'.repeat(2000)))) };
    await expect(unpack(nested, new Budget(1500))).rejects.toThrow('unpacks to more than');
    await expect(unpack(zip({ a: '1', b: '2', c: '3' }), new Budget(100, 2))).rejects.toThrow('more than 200000 files');
    const entries = gnuTarred(['a', 'b', 'c'].map((name) => ({ name, bytes: text(name) })));
    await expect(unpack({ name: 'x.tar', bytes: entries }, new Budget(100, 2))).rejects.toThrow(
      'more than 200000 files',
    );
  });
});
