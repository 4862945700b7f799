import { cifar10Classes } from '../../data/cifar10';
import type { ImagePart } from '../../data/dataset';
import { InputError } from '../../errors';
import { baseName, type DroppedFile } from '../containers/files';
import { arraySource } from './arrays';
import { classesOf } from './classes';
import type { ImageFormat } from './format';
import type { ImageSource } from './source';

const plane = 32 * 32;
const pixels = 3 * plane;

/** How CIFAR's binary version keeps a set: labels before an image's pixels, the last of which is its class. */
interface Kind {
  readonly name: string;
  /** How many labels there are of each kind: CIFAR-100 has a coarse one and the fine one. */
  readonly labels: readonly number[];
  readonly files: RegExp;
}

const kinds: readonly Kind[] = [
  { name: 'CIFAR-10', labels: [10], files: /^(data_batch_\d+|test_batch)\.bin$/ },
  { name: 'CIFAR-100', labels: [20, 100], files: /^(train|test)\.bin$/ },
];

/** Records of labels and of the red, green and blue plane of 32 x 32 pixels; by name, or else by all its labels. */
function kindOf({ name, bytes }: DroppedFile): Kind | undefined {
  if (!/\.bin$/i.test(name) || bytes.length === 0) return undefined;
  return (
    kinds.find(({ files }) => files.test(baseName(name))) ??
    kinds.find((kind) => bytes.length % recordOf(kind) === 0 && wrongLabel(bytes, kind) === undefined)
  );
}

const recordOf = ({ labels }: Kind): number => labels.length + pixels;

/** Where the first label is that no class has. */
function wrongLabel(bytes: Uint8Array, { labels }: Kind): number | undefined {
  for (let start = 0; start < bytes.length; start += labels.length + pixels)
    for (const [at, classes] of labels.entries()) if (bytes[start + at]! >= classes) return start + at;
  return undefined;
}

/** The binary version of CIFAR-10 or CIFAR-100. */
export const cifarBinary: ImageFormat = { match: (files) => files.filter((file) => kindOf(file) !== undefined), read };

/** @throws InputError naming the batch that is cut short or has a label of no class */
function read(batches: readonly DroppedFile[]): ImageSource {
  const [kind, other] = new Set(batches.map(kindOf));
  if (!kind || other) throw new InputError('cifar.mixed');
  const isTest = ({ name }: DroppedFile) => /test/.test(baseName(name));
  const train = readBatches(
    batches.filter((file) => !isTest(file)),
    kind,
  );
  const test = readBatches(batches.filter(isTest), kind);
  const [first, second] = train.labels.length > 0 ? [train, test] : [test];
  const named = second && second.labels.length > 0 ? [first, second] : [first];
  const { names, labels } =
    kind.labels.length === 1
      ? { names: cifar10Classes, labels: named.map((part) => part.labels) }
      : classesOf(named.map((part) => part.labels));
  return arraySource({
    name: `${kind.name}, binary batches`,
    classes: names,
    shape: [32, 32, 3],
    train: { images: first.images, labels: labels[0]! },
    test: labels[1] && { images: named[1]!.images, labels: labels[1] },
  });
}

function readBatches(files: readonly DroppedFile[], kind: Kind): ImagePart {
  const record = recordOf(kind);
  for (const { name, bytes } of files) {
    if (bytes.length % record !== 0)
      throw new InputError('cifar.records', { bytes: bytes.length, dataset: kind.name, record }).within(name);
    const wrong = wrongLabel(bytes, kind);
    if (wrong !== undefined)
      throw new InputError('cifar.label', {
        record: Math.floor(wrong / record),
        label: bytes[wrong]!,
        dataset: kind.name,
      }).within(name);
  }
  const total = files.reduce((sum, { bytes }) => sum + bytes.length / record, 0);
  const images = new Uint8Array(total * pixels);
  const labels = new Uint16Array(total);
  const before = kind.labels.length;
  let image = 0;
  for (const { bytes } of files)
    for (let start = 0; start < bytes.length; start += record, image++) {
      labels[image] = bytes[start + before - 1]!;
      for (let channel = 0; channel < 3; channel++)
        for (let pixel = 0; pixel < plane; pixel++)
          images[image * pixels + 3 * pixel + channel] = bytes[start + before + channel * plane + pixel]!;
    }
  return { images, labels };
}
