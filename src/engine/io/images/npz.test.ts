import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf, npy, npz } from '../../testing/imageFiles';
import { loadImages } from '../../testing/loadImages';

const shape = [2, 4, 4] as const;
const bytes = Uint8Array.from({ length: 32 }, (_, at) => 8 * at);
const shares = Float32Array.from(bytes, (byte) => byte / 255);
const x = npy('|u1', shape, bytes);
const y = npy('<i8', [2], bytesOf(BigInt64Array.of(1n, 0n)));

/** All bytes of the images of a file in their order, for a network that reads grey, and their labels by name. */
async function read(arrays: Record<string, Uint8Array>) {
  const { source, loaded } = await loadImages([npz(arrays)], 1);
  const parts = [loaded.train, loaded.test];
  return {
    names: parts.map(({ labels }) => [...labels].map((label) => source.classes?.[label])),
    images: parts.map(({ images }) => [...images]),
    loaded,
    source,
  };
}

/** The same images for testing as for training, so that neither is divided. */
const both = (images: Uint8Array, labels: Uint8Array = y) =>
  read({ x_train: images, y_train: labels, x_test: images, y_test: labels });

/** 16-bit floats of exactly representable numbers: sign, exponent, fraction. */
function halves(values: readonly number[]): Uint16Array {
  return Uint16Array.from(values, (value) => {
    if (value === 0) return 0;
    const exponent = Math.floor(Math.log2(Math.abs(value)));
    const fraction = Math.round((Math.abs(value) / 2 ** exponent - 1) * 1024);
    return (value < 0 ? 0x8000 : 0) | ((exponent + 15) << 10) | fraction;
  });
}

/** Every value's bytes turned round. */
const turned = (values: Uint8Array, size: number) =>
  values.map((_, at) => values[at - (at % size) + size - 1 - (at % size)]!);

describe('numbers of any type become bytes', () => {
  const eighths = Array.from({ length: 32 }, (_, at) => (at % 9) / 8);
  const fromEighths = eighths.map((value) => Math.round(value * 255));
  test.each<[string, Uint8Array, number[]]>([
    ['bytes', x, [...bytes]],
    ['floats of 0 to 1', npy('<f4', shape, bytesOf(shares)), [...bytes]],
    ['floats of 0 to 255', npy('<f4', shape, bytesOf(Float32Array.from(bytes))), [...bytes]],
    ['floats of -1 to 1', npy('<f8', shape, bytesOf(Float64Array.from(bytes, (byte) => byte / 127.5 - 1))), [...bytes]],
    ['half floats', npy('<f2', shape, bytesOf(halves(eighths))), fromEighths],
    ['16-bit integers', npy('<u2', shape, bytesOf(Uint16Array.from(bytes, (byte) => 257 * byte))), [...bytes]],
    ['int64', npy('<i8', shape, bytesOf(BigInt64Array.from(bytes, BigInt))), [...bytes]],
    ['big-endian int32', npy('>i4', shape, turned(bytesOf(Int32Array.from(bytes)), 4)), [...bytes]],
    [
      'booleans',
      npy(
        '|b1',
        shape,
        bytes.map((byte) => (byte > 99 ? 1 : 0)),
      ),
      [...bytes].map((byte) => (byte > 99 ? 255 : 0)),
    ],
    [
      'floats that arithmetic has rounded',
      npy('<f4', shape, bytesOf(shares.map((share) => share * 1.0001 - 1e-5))),
      [...bytes],
    ],
  ])('%s', async (_, images, expected) => {
    const { images: parts } = await both(images);
    expect(parts[0]).toEqual(expected);
    expect(parts[1]).toEqual(expected);
  });
});

describe('axes in any order', () => {
  test('images in Fortran order', async () => {
    const at = (n: number, row: number, column: number) => bytes[16 * n + 4 * row + column]!;
    const fortran = Uint8Array.from({ length: 32 }, (_, index) => at(index % 2, (index >> 1) % 4, index >> 3));
    const { images } = await both(npy('|u1', shape, fortran, true));
    expect(images[0]).toEqual([...bytes]);
  });

  test('channels first, as PyTorch has them, and last', async () => {
    const first = Uint8Array.from({ length: 2 * 3 * 16 }, (_, at) => at);
    const last = Uint8Array.from(
      { length: 96 },
      (_, at) => first[48 * Math.floor(at / 48) + 16 * (at % 3) + Math.floor((at % 48) / 3)]!,
    );
    for (const array of [npy('|u1', [2, 3, 4, 4], first), npy('|u1', [2, 4, 4, 3], last)]) {
      const { loaded } = await loadImages([npz({ x_train: array, y_train: y, x_test: array, y_test: y })]);
      expect([...loaded.train.images]).toEqual([...last]);
    }
  });

  test.each([
    ['no images', [2, 16], 'x_train is [2,16], but images are [count, height, width]'],
    ['two channels', [2, 4, 2, 2], 'x_train is [2,4,2,2], but images are'],
    ['no axes', [], '32 bytes of values, but its shape [] promises 1'],
  ])('%s', async (_, axes, message) => {
    await expect(both(npy('|u1', axes, bytes))).rejects.toThrow(message);
  });
});

describe('labels as people write them', () => {
  const floats = (...values: number[]) => bytesOf(Float32Array.of(...values));
  const utf32 = (text: string) => bytesOf(Uint32Array.from([...text], (letter) => letter.codePointAt(0)!));
  test.each<[string, Uint8Array, string[]]>([
    ['int64', y, ['1', '0']],
    ['a column', npy('|u1', [2, 1], Uint8Array.of(9, 3)), ['9', '3']],
    ['whole floats', npy('<f4', [2], floats(2, 5)), ['2', '5']],
    ['booleans', npy('|b1', [2], Uint8Array.of(1, 0)), ['1', '0']],
    ['one-hot', npy('<f4', [2, 3], floats(0, 0, 1, 1, 0, 0)), ['2', '0']],
    ['one-hot in Fortran order', npy('|u1', [2, 3], Uint8Array.of(0, 1, 0, 0, 1, 0), true), ['2', '0']],
    ['smoothed one-hot', npy('<f4', [2, 2], floats(0.05, 0.95, 0.95, 0.05)), ['1', '0']],
    ['words', npy('<U3', [2], utf32('dogcat')), ['dog', 'cat']],
    ['words of differing length', npy('<U3', [2], utf32('doga\0\0')), ['dog', 'a']],
    ['words of bytes', npy('|S3', [2, 1], new TextEncoder().encode('dogcat')), ['dog', 'cat']],
    ['big-endian words', npy('>U3', [2], turned(utf32('dogcat'), 4)), ['dog', 'cat']],
  ])('%s', async (_, labels, names) => {
    expect((await both(x, labels)).names).toEqual([names, names]);
  });

  test.each<[string, Uint8Array, string]>([
    ['negative', npy('<i4', [2], bytesOf(Int32Array.of(0, -1))), 'y_train: the label in row 1 is -1; give the numbers'],
    ['that would wrap', npy('<i8', [2], bytesOf(BigInt64Array.of(65537n, 0n))), 'the label in row 0 is 65537'],
    ['huge', npy('<u8', [2], bytesOf(BigUint64Array.of(2n ** 63n, 0n))), 'the label in row 0 is 9223372036854776000'],
    ['fractions', npy('<f8', [2], bytesOf(Float64Array.of(1, 0.5))), 'the label in row 1 is 0.5'],
    ['not a number', npy('<f4', [2], floats(0, Number.NaN)), 'the label in row 1 is NaN'],
    ['of another number', npy('|u1', [3], Uint8Array.of(0, 1, 2)), 'y_train has 3 labels, but x_train has 2 images'],
    ['without a class', npy('|u1', [2, 2], Uint8Array.of(1, 0, 0, 0)), 'y_train: row 1 marks no class'],
    ['of several classes', npy('|u1', [2, 2], Uint8Array.of(1, 1, 0, 1)), 'y_train: row 0 marks several classes alike'],
    ['one-hot of other numbers', npy('<f4', [2, 2], floats(0, 1, 7, 1)), 'y_train: row 1 holds 7, which is no share'],
    ['empty words', npy('<U3', [2], utf32('dog\0\0\0')), 'y_train: the label in row 1 is empty'],
    ['of no shape', npy('|u1', [2, 2, 2], new Uint8Array(8)), 'y_train is [2,2,2], but labels are'],
    ['of words that are none', npy('<U1', [2], bytesOf(Uint32Array.of(65, 2 ** 31))), 'y_train: row 1 is no word'],
    ['of several words', npy('|S1', [2, 2], Uint8Array.of(65, 66, 67, 68)), 'y_train holds 2 words for every image'],
  ])('that are %s are refused', async (_, labels, message) => {
    await expect(both(x, labels)).rejects.toThrow('set.npz: ');
    await expect(both(x, labels)).rejects.toThrow(message);
  });
});

describe('absurd numbers of classes end at once', () => {
  test.each([
    [
      '60,000 columns',
      npy(
        '|u1',
        [2, 60_000],
        Uint8Array.from({ length: 120_000 }, (_, at) => (at % 60_000 === 7 ? 1 : 0)),
      ),
      'y_train has 60000 columns',
    ],
    [
      'a billion columns',
      npy('|u1', [2, 1e9], new Uint8Array(2)),
      'y_train holds 2 bytes of values, but its shape [2,1000000000] promises 2000000000',
    ],
    ['words without letters', npy('<U0', [1e9], new Uint8Array()), 'y_train holds the type <U0'],
    ['millions of words', npy('|S1', [2 ** 21 + 1], new Uint8Array(2 ** 21 + 1)), 'y_train holds 2097153 words'],
    [
      'millions of labels',
      npy('|u1', [2 ** 23], new Uint8Array(2 ** 23)),
      'y_train has 8388608 labels, but x_train has 2 images',
    ],
    ['a billion rows', npy('|u1', [1e9], new Uint8Array(2)), 'promises 1000000000'],
    ['more rows than numbers count', npy('|u1', [1e20, 1e20], new Uint8Array(2)), 'promises 1e+40'],
  ])('%s', async (_, labels, message) => {
    await expect(both(x, labels)).rejects.toThrow(message);
  });

  test('30,000 columns are read', async () => {
    const columns = 30_000;
    const marked = Uint8Array.from({ length: 2 * columns }, (_, at) => (at === 5 || at === 2 * columns - 1 ? 1 : 0));
    expect((await both(x, npy('|u1', [2, columns], marked))).names[0]).toEqual(['5', '29999']);
  });
});

describe('images that cannot be are refused, with the array', () => {
  const floats = (change: (at: number) => number) =>
    npy('<f4', shape, bytesOf(Float32Array.from({ length: 32 }, (_, at) => change(at))));
  test.each<[string, Uint8Array, string]>([
    [
      'NaN among the pixels',
      floats((at) => (at === 20 ? Number.NaN : 0.5)),
      'x_train: NaN among the pixels of image 1',
    ],
    [
      'infinity among the pixels',
      floats((at) => (at === 3 ? Number.POSITIVE_INFINITY : 0.5)),
      'x_train: Infinity among the pixels of image 0',
    ],
    [
      'standardised',
      floats((at) => at / 8 - 2),
      'the numbers in x_train and x_test lie between -2 and 1.875: no range of pixels; save pixels of 0 to 255',
    ],
    ['larger than 16 bits', floats((at) => 1e30 * at), 'no range of pixels'],
    [
      'fewer bytes than promised',
      npy('|u1', shape, bytes.subarray(1)),
      'x_train holds 31 bytes of values, but its shape [2,4,4] promises 32',
    ],
    [
      'more bytes than promised',
      npy('|u1', [1, 4, 4], bytes),
      'x_train holds 32 bytes of values, but its shape [1,4,4] promises 16',
    ],
    ['no pixels', npy('|u1', [2, 0, 4], new Uint8Array()), 'x_train holds images of 0 x 4 pixels'],
    [
      'too many images',
      npy('|u1', [2 ** 21 + 1, 1, 1], new Uint8Array(2 ** 21 + 1)),
      'x_train holds 2097153 images; drop a part',
    ],
    ['no images', npy('|u1', [0, 4, 4], new Uint8Array()), 'x_train holds no images'],
    ['words', npy('|S1', shape, bytes), 'x_train holds words; save images as uint8 or float32'],
    [
      'Python objects',
      npy('|O', [2], Uint8Array.of(0x80, 4, 0x2e)),
      'x_train holds Python objects (pickled), which are not read; save arrays',
    ],
    ['complex numbers', npy('<c8', shape, new Uint8Array(256)), 'x_train holds the type <c8'],
    ['dates', npy('<M8[ns]', shape, new Uint8Array(256)), 'x_train holds the type <M8[ns]'],
    ['no head', x.subarray(0, 9), 'x_train: it is cut short'],
    ['half a head', x.subarray(0, 50), 'x_train: it is cut short'],
  ])('%s', async (_, images, message) => {
    await expect(both(images)).rejects.toThrow('set.npz: ');
    await expect(both(images)).rejects.toThrow(message);
  });

  test.each([
    [1.1, 'lie between 0 and 1.1'],
    [-0.05, 'lie between -0.05'],
    [-0.7, ', but nearly all of them closer together: no range of pixels; save'],
    [200, 'lie between 0 and 200, but nearly all of them closer together: no range of pixels; save'],
  ])('shares of 1 with %s among them, which would change the scale of all', async (stray, message) => {
    const shares = Float32Array.from({ length: 2 * 100 }, (_, at) => (at === 7 ? stray : (at % 5) / 4));
    await expect(both(npy('<f4', [2, 10, 10], bytesOf(shares)))).rejects.toThrow(message);
    await expect(both(npy('<f4', [2, 10, 10], bytesOf(shares)))).rejects.toThrow('np.clip cuts off what lies beyond');
  });

  test('rows of several fields, and a head that is damaged', async () => {
    const head = (text: string) =>
      npy('|u1', shape, bytes).map((byte, at) => (at < 10 || at >= 128 ? byte : text.charCodeAt(at - 10) || 32));
    await expect(both(head("{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (2,)}"))).rejects.toThrow(
      'x_train holds rows of several fields',
    );
    await expect(both(head('{}'))).rejects.toThrow('x_train: its head is damaged');
  });
});

describe('arrays are told apart by their names', () => {
  const parts = (names: readonly string[]) =>
    read(Object.fromEntries(names.map((name, at) => [name, at % 2 === 0 ? x : y])));
  test.each([
    [['x_train', 'y_train', 'x_test', 'y_test'], 2],
    [['X_train', 'Y_train', 'X_val', 'Y_val'], 2],
    [['trainX', 'trainY', 'testX', 'testY'], 2],
    [['train_images', 'train_labels', 'val_images', 'val_labels', 'test_images', 'test_labels'], 4],
    [['training_data', 'training_targets', 'validation_data', 'validation_targets'], 2],
    [['arr_0', 'arr_1', 'arr_2', 'arr_3'], 2],
  ])('%s', async (names, tests) => {
    const { names: labels } = await parts(names);
    expect(labels.map((list) => list.length)).toEqual([2, tests]);
    expect(labels[0]).toEqual(['1', '0']);
  });

  test('or, where there are only two, by their shapes', async () => {
    for (const names of [
      ['arr_0', 'arr_1'],
      ['digits', 'answers'],
      ['x', 'y'],
      ['Images', 'Labels'],
    ])
      expect((await parts(names)).loaded.notes).toHaveLength(1);
    expect((await read({ arr_0: y, arr_1: x })).source.classes).toEqual(['0', '1']);
  });

  test('in the order of scikit-learn too: all images before all labels', async () => {
    const { names } = await read({ arr_0: x, arr_1: x, arr_2: y, arr_3: y });
    expect(names).toEqual([
      ['1', '0'],
      ['1', '0'],
    ]);
  });

  test('what has no partner is left out, and it is said', async () => {
    const { loaded } = await read({ x_train: x, y_train: y, x_test: x });
    expect(loaded.notes[0]).toEqual({ code: 'unpaired', arrays: 'set.npz/x_test.npy' });
  });

  test('two archives are two parts', async () => {
    const { loaded } = await loadImages([npz({ x, y }, 'train.npz'), npz({ x, y }, 'test.npz')], 1);
    expect([loaded.train.labels.length, loaded.test.labels.length]).toEqual([2, 2]);
  });

  test.each<[string, Record<string, Uint8Array>, string]>([
    [
      'nothing that could be images',
      { a: x },
      'set.npz: it has no arrays called x_train and y_train, or images and labels, but a [2,4,4]; save them',
    ],
    ['several that could be', { a: x, b: x, c: y, d: y }, 'but a [2,4,4], b [2,4,4], c [2], d [2]'],
    [
      'one name in two spellings',
      { x, X: x, y },
      'set.npz/x.npy and set.npz/X.npy are both images for training; keep one',
    ],
    [
      'parts of two sizes',
      { x, y, x_test: npy('|u1', [2, 2, 2], new Uint8Array(8)), y_test: y },
      'images of 4 x 4 x 1 in x, but of 2 x 2 x 1 in x_test',
    ],
    [
      'words and numbers',
      { x, y, x_test: x, y_test: npy('|S1', [2], Uint8Array.of(65, 66)) },
      'some labels are words and some are numbers',
    ],
  ])('%s', async (_, arrays, message) => {
    await expect(read(arrays)).rejects.toThrow(message);
  });
});

test('any labels come back by the names of their classes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 32_767 }), { minLength: 2, maxLength: 40 }), async (labels) => {
      const images = npy(
        '|u1',
        [labels.length, 1, 1],
        Uint8Array.from(labels, (_, at) => at),
      );
      const { names } = await both(images, npy('<i4', [labels.length], bytesOf(Int32Array.from(labels))));
      expect(names[0]).toEqual(labels.map(String));
    }),
    { seed: 5, numRuns: 30 },
  );
});
