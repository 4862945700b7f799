import { naming } from '../errors';
import { isZip, unzip } from './archive';
import { openH5 } from './h5';
import { isKerasZip, openKerasZip } from './kerasZip';
import { baseName, type DroppedFile, type Opened } from './opened';
import { openTfjsLayers } from './tfjsLayers';

/** How a file begins, by kind. */
const magics = {
  hdf5: [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a],
  json: [0x7b],
} as const;

const is = (kind: keyof typeof magics, { bytes }: DroppedFile): boolean =>
  magics[kind].every((byte, index) => bytes[index] === byte);

/** Whether a file is, or belongs to, a network rather than a note or a list beside images. */
export const mayBeNetwork = (file: DroppedFile): boolean =>
  is('hdf5', file) ||
  isZip(file) ||
  (is('json', file) && new TextDecoder().decode(file.bytes).includes('modelTopology'));

const wanted =
  'drop a Keras .keras or .h5 file, or a TensorFlow.js model.json with its weight files (or a folder or zip of them)';

/**
 * A network out of files dropped together, told apart by their contents. The caller owns it.
 * @throws with the file and the remedy in the message
 */
export async function readDropped(files: readonly DroppedFile[]): Promise<Opened> {
  const zip = files.find(isZip);
  if (zip && files.length === 1) return readUnpacked(zip.name, await unzip(zip));
  return readUnpacked(undefined, files);
}

/** The same of files that lay in an archive, if they did. */
export async function readUnpacked(archive: string | undefined, files: readonly DroppedFile[]): Promise<Opened> {
  const within = archive === undefined ? '' : `${archive}: `;
  if (isKerasZip(files)) return naming(archive ?? 'config.json', () => openKerasZip(files));
  const hdf5 = files.find((file) => is('hdf5', file));
  if (hdf5) return naming(hdf5.name, () => openH5(hdf5.bytes));
  const jsons = files.filter((file) => is('json', file));
  const model = jsons.find(({ name }) => baseName(name) === 'model.json') ?? jsons[0];
  if (model) return naming(`${within}${model.name}`, () => openTfjsLayers(model, files));
  const names = files.map(({ name }) => name);
  throw new Error(`${within}${explain(files) ?? `${names.slice(0, 5).join(', ') || 'nothing'}: no model; ${wanted}`}`);
}

/** What to do with files of formats that hold no layers. */
function explain(files: readonly DroppedFile[]): string | undefined {
  const named = (pattern: RegExp) => files.find(({ name }) => pattern.test(name))?.name;
  const save = 'load it in Keras and save it anew: keras.models.load_model(FOLDER).save("model.keras")';
  const savedModel = named(/saved_model\.pb$/);
  if (savedModel) return `${savedModel}: a SavedModel is a program, not a list of layers; ${save}`;
  const lite = named(/\.tflite$/i);
  if (lite) return `${lite}: a TensorFlow Lite model is frozen; prune the Keras model that it was made from`;
  const torch = named(/\.(pt|pth|onnx)$|data\.pkl$/i);
  if (torch) return `${torch}: PyTorch and ONNX models are not read; ${wanted}`;
  return undefined;
}
