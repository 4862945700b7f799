import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { normalizePath } from 'vite';

const root = normalizePath(resolve(import.meta.dirname, '..'));

const work = (name: string): string => join(root, 'licences', `${name}.txt`);

/** What modules bring that is no package of theirs: works compiled into them, and what tools write into bundles. */
const brought: readonly [modules: RegExp, sources: readonly string[]][] = [
  [/^\0(vite|rolldown)\/|^__vite/, [work('Vite')]],
  [
    /tfjs-backend-wasm.*\.wasm/,
    ['XNNPACK', 'cpuinfo', 'pthreadpool', 'FP16', 'FXdiv', 'psimd', 'Emscripten', 'musl'].map(work),
  ],
  [/\/h5wasm\//, ['HDF5-LBNL', 'zlib', 'libaec', 'Emscripten', 'musl'].map(work)],
  [/kernels\.generated\.ts$/, [join(root, 'node_modules', 'assemblyscript')]],
];

/**
 * The licences of all that is shipped with a bundle.
 *
 * @param ids what the bundle is made of, as Vite names modules: paths, or names of modules that exist in no file
 * @throws Error if something has no licence text, saying where to put one
 */
export function noticesOf(ids: readonly string[]): string {
  const works = brought.flatMap(([modules, sources]) => {
    if (!ids.some((id) => modules.test(id)))
      throw new Error(`No module brings ${sources.map((name) => basename(name))}.`);
    return sources;
  });
  const sources = new Set([...ids.flatMap(packagesOf), ...works, work('CIFAR-10')]);
  return written([...sources].map(noticeOf).sort((a, b) => a.title.localeCompare(b.title)));
}

/** The folder of the package that a module belongs to; none for modules of Espalier. */
function packagesOf(id: string): string[] {
  const file = id.replace(/^\0+/, '').replace(/\?.*$/, '');
  for (let folder = dirname(file); folder.includes('/node_modules/'); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && isOfPackage(JSON.parse(readFileSync(manifest, 'utf8')))) return [folder];
  }
  const isOwn = file.startsWith(root) && !file.includes('/node_modules/');
  if (isOwn || brought.some(([modules]) => modules.test(id))) return [];
  throw new Error(`Where ${id} comes from is unknown; add it to licences/notices.ts.`);
}

/** Folders within a package may have manifests too, of a few fields. */
const isOfPackage = (manifest: object): boolean => 'name' in manifest && 'version' in manifest;

interface Notice {
  readonly title: string;
  readonly text: string;
}

function noticeOf(source: string): Notice {
  if (source.endsWith('.txt')) return { title: basename(source, '.txt'), text: readText(source) };
  const { name, version, license } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const own = readdirSync(source)
    .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    .map((file) => join(source, file));
  const kept = [...new Set([name.split('/')[0], name.replace('/', '+')])].map(work).filter(existsSync);
  const text = [...own, ...kept].map(readText).join('\n\n');
  if (text === '')
    throw new Error(`${name} brings no licence text; put it into licences/${name.replace('/', '+')}.txt.`);
  return { title: `${name} ${version} (${license})`, text };
}

const readText = (file: string): string => readFileSync(file, 'utf8').trim();

/** All notices, a text that several share under the first of them. */
function written(notices: readonly Notice[]): string {
  const told = ({ title, text }: Notice): string => {
    const first = notices.find((notice) => notice.text === text);
    return first === undefined || first.title === title ? text : `Its licence is the one under ${first.title}.`;
  };
  return notices.map((notice) => `${notice.title}\n${'-'.repeat(notice.title.length)}\n${told(notice)}\n`).join('\n');
}
