import { InputError } from '../../errors';
import { hasLitter } from '../containers/entryName';
import { baseName } from '../containers/files';

/** What an image's path tells of it. */
export interface Place {
  /** Undefined if no folder tells the image from others. */
  readonly className: string | undefined;
  readonly isTest: boolean;
}

/** A folder with the folders in it that lead to images. */
interface Folder {
  readonly folders: Map<string, Folder>;
  /** Indices of the images that lie right in it. */
  readonly images: number[];
}

/** Folders within folders. */
const deepest = 100;

/**
 * What the folders around images mean; undefined for what a system has added (hidden folders, __MACOSX).
 *
 * A folder called train, test or the like stands for a part of the set if the folders beside it do so too, on whatever
 * level. Of all other folders around an image the innermost is its class, but for those that tell nothing: a folder
 * that is alone wherever one of its name lies (root/, CLASS/images/), and a folder within one that holds images itself.
 * An archive counts as a folder of its name.
 *
 * @throws InputError if folders lie too deep in one another
 */
export function placesOf(paths: readonly string[]): Array<Place | undefined> {
  const folders = paths.map((path) => path.split('/').slice(0, -1).filter(Boolean).map(folderName));
  for (const [index, { length }] of folders.entries())
    if (length > deepest) throw new InputError('folders.deep', { file: baseName(paths[index]!), depth: length });
  const rooted = commonDepth(folders);
  const root: Folder = { folders: new Map(), images: [] };
  const places: Array<Place | undefined> = paths.map(() => undefined);
  for (const [index, path] of paths.entries())
    if (!hasLitter(path.split('/').filter(Boolean).slice(rooted))) insert(root, folders[index]!, index);
  const telling = tellingNames(root);
  const visits: Array<{ folder: Folder; place: Place; isClosed: boolean }> = [
    { folder: root, place: { className: undefined, isTest: false }, isClosed: false },
  ];
  for (let visit = visits.pop(); visit; visit = visits.pop()) {
    const { folder, place, isClosed } = visit;
    for (const index of folder.images) places[index] = place;
    const isOfParts = isPartLevel(folder.folders);
    const isInClass = isClosed || (place.className !== undefined && folder.images.length > 0);
    for (const [name, inner] of folder.folders) {
      const isTest = place.isTest || (isOfParts && partOf(name) === 'test');
      const className = !isOfParts && !isInClass && telling.has(name) ? name : place.className;
      visits.push({ folder: inner, place: { className, isTest }, isClosed: isInClass });
    }
  }
  return places;
}

/** An archive stands for a folder: cats.zip, set.tar, and Teachable Machine's "Class 1-samples.zip". */
const folderName = (name: string): string => name.replace(/(-samples)?\.zip$|\.tar$|\.tgz$/i, '').normalize('NFC');

/** Folders that all paths have in common: where they come from, not what they mean. */
function commonDepth(paths: ReadonlyArray<readonly string[]>): number {
  const [first = []] = paths;
  const differs = first.findIndex((name, depth) => paths.some((path) => path[depth] !== name));
  return differs < 0 ? first.length : differs;
}

function insert(root: Folder, names: readonly string[], image: number): void {
  let folder = root;
  for (const name of names) {
    const inner = folder.folders.get(name) ?? { folders: new Map<string, Folder>(), images: [] };
    folder.folders.set(name, inner);
    folder = inner;
  }
  folder.images.push(image);
}

/** Names of folders that somewhere lie beside others, and not among parts: they tell images apart. */
function tellingNames(root: Folder): Set<string> {
  const telling = new Set<string>();
  const folders = [root];
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    const isTelling = folder.folders.size > 1 && !isPartLevel(folder.folders);
    for (const [name, inner] of folder.folders) {
      if (isTelling) telling.add(name);
      folders.push(inner);
    }
  }
  return telling;
}

const parts = {
  train: ['train', 'training'],
  test: ['test', 'testing', 'val', 'valid', 'validation', 'eval', 'evaluation', 'dev'],
} as const;

type Part = keyof typeof parts;

/** The part that a name, or a word in it, stands for: train, seg_train, training_set. */
function partOf(name: string): Part | undefined {
  const words = name.toLowerCase().split(/[^a-z]+/);
  const has = (part: Part) => parts[part].some((word) => words.includes(word));
  return has('train') ? 'train' : has('test') ? 'test' : undefined;
}

const isPartWord = (name: string): boolean =>
  Object.values(parts)
    .flat()
    .some((word) => word === name.toLowerCase());

/**
 * Whether folders beside each other are parts of the set: all are called so, or some are for training and some for
 * testing, and those for training lead to several folders that are no parts again: the classes.
 */
function isPartLevel(folders: ReadonlyMap<string, Folder>): boolean {
  if (folders.size === 0) return false;
  const names = [...folders.keys()];
  if (names.every(isPartWord)) return true;
  const found = names.map(partOf);
  if (!found.includes('train') || !found.includes('test')) return false;
  return found.every(Boolean) || names.every((name, at) => found[at] !== 'train' || leadsApart(folders.get(name)!));
}

function leadsApart(folder: Folder): boolean {
  const onlyChild = ({ folders }: Folder) => (folders.size === 1 ? [...folders.values()][0] : undefined);
  let inner = folder;
  for (let next = onlyChild(inner); next; next = onlyChild(inner)) inner = next;
  return inner.folders.size > 1 && !isPartLevel(inner.folders);
}
