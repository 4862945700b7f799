/** Files that hold no layers, and what to do about each. */
import type { PlainErrorCode } from '../../../words/errors';
import { InputError } from '../../errors';
import { baseName, type DroppedFile } from '../containers/files';

const headOf = ({ bytes }: DroppedFile): string => new TextDecoder().decode(bytes.subarray(0, 512)).trimStart();

interface Kind {
  readonly is: (file: DroppedFile) => boolean;
  readonly code: PlainErrorCode;
}

/** What downloads leave in the place of a file. */
const standIns: readonly Kind[] = [
  {
    is: (file) => headOf(file).startsWith('version https://git-lfs'),
    code: 'network.git-lfs',
  },
  {
    is: (file) => /^<(!doctype|html|head|body|\?xml)/i.test(headOf(file)),
    code: 'network.web-page',
  },
];

/** By name. */
const others: readonly Kind[] = [
  {
    is: ({ name }) => /saved_model\.pb$/.test(name),
    code: 'network.saved-model',
  },
  {
    is: ({ name }) => /\.pb(txt)?$/.test(name),
    code: 'network.frozen',
  },
  {
    is: ({ name }) => /\.tflite$/i.test(name),
    code: 'network.tflite',
  },
  {
    is: ({ name }) => /\.(pt|pth|onnx|safetensors|ckpt)$|data\.pkl$/i.test(name),
    code: 'network.foreign',
  },
  {
    is: ({ name }) => /\.ckpt(\.|-|$)|^checkpoint$/.test(baseName(name)),
    code: 'network.checkpoint',
  },
];

/** @throws InputError if a file is what a download left in its place */
export function refuseStandIn(file: DroppedFile): void {
  for (const { is, code } of standIns) if (is(file)) throw new InputError(code).within(file.name);
}

/** Files that are named where none holds a network. */
const listed = 5;

/** Says of the first file that can be told what it is, else of all. */
export function noNetwork(files: readonly DroppedFile[]): InputError {
  for (const { is, code } of [...standIns, ...others]) {
    const found = files.find(is);
    if (found) return new InputError(code).within(found.name);
  }
  if (files.length === 0) return new InputError('network.none-dropped');
  const names = files.map(({ name, bytes }) => (bytes.length === 0 ? `${name} (empty)` : name));
  const more = names.length - listed;
  const list = names.slice(0, listed).join(', ');
  return more > 0
    ? new InputError('network.none-many', { files: list, more })
    : new InputError('network.none', { files: list });
}
