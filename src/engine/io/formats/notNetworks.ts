/** Files that hold no layers, and what to do about each. */
import { InputError } from '../../errors';
import { baseName, type DroppedFile } from '../containers/files';

export const wanted =
  'drop a Keras .keras or .h5 file, or a TensorFlow.js model.json with its weight files (or a folder or zip of them)';

const headOf = ({ bytes }: DroppedFile): string => new TextDecoder().decode(bytes.subarray(0, 512)).trimStart();

const whole = 'load it in Keras and save it anew: keras.models.load_model(FOLDER).save("model.keras")';

interface Kind {
  readonly is: (file: DroppedFile) => boolean;
  readonly problem: string;
  readonly remedy: string;
}

/** What downloads leave in the place of a file. */
const standIns: readonly Kind[] = [
  {
    is: (file) => headOf(file).startsWith('version https://git-lfs'),
    problem: 'this is a Git LFS pointer, which stands for the file that it names',
    remedy: 'fetch the file itself: git lfs pull, or the download button of its page',
  },
  {
    is: (file) => /^<(!doctype|html|head|body|\?xml)/i.test(headOf(file)),
    problem: 'this is a web page, saved in the place of the file',
    remedy: 'open the page in a browser and download the file itself from there',
  },
];

/** By name. */
const others: readonly Kind[] = [
  {
    is: ({ name }) => /saved_model\.pb$/.test(name),
    problem: 'a SavedModel is a program, not a list of layers',
    remedy: whole,
  },
  {
    is: ({ name }) => /\.pb(txt)?$/.test(name),
    problem: 'a frozen TensorFlow graph has no layers left to prune',
    remedy: 'use the Keras model that it was made from',
  },
  {
    is: ({ name }) => /\.tflite$/i.test(name),
    problem: 'a TensorFlow Lite model is frozen',
    remedy: 'prune the Keras model that it was made from',
  },
  {
    is: ({ name }) => /\.(pt|pth|onnx|safetensors|ckpt)$|data\.pkl$/i.test(name),
    problem: 'PyTorch and ONNX models are not read',
    remedy: wanted,
  },
  {
    is: ({ name }) => /\.ckpt(\.|-|$)|^checkpoint$/.test(baseName(name)),
    problem: 'a TensorFlow checkpoint holds weights but no layers',
    remedy: 'load it into the Keras model and save that: model.save("model.keras")',
  },
];

/** @throws InputError if a file is what a download left in its place */
export function refuseStandIn(file: DroppedFile): void {
  for (const { is, problem, remedy } of standIns) if (is(file)) throw new InputError(problem, remedy).within(file.name);
}

/** Says of the first file that can be told what it is, else of all. */
export function noNetwork(files: readonly DroppedFile[]): InputError {
  for (const { is, problem, remedy } of [...standIns, ...others]) {
    const found = files.find(is);
    if (found) return new InputError(problem, remedy).within(found.name);
  }
  const names = files.map(({ name, bytes }) => (bytes.length === 0 ? `${name} (empty)` : name));
  const more = names.length > 5 ? `, and ${names.length - 5} more` : '';
  return new InputError(`${names.slice(0, 5).join(', ') || 'nothing'}${more}: no model`, wanted);
}
