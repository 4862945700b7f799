import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { build, type Plugin } from 'vite';

/** Kept when they are first used: networks and images, and readers of formats that lessons do not need. */
const keptAtUse = /^(models|datasets)\/|^assets\/hdf5/;
/** Every browser that runs the page takes woff2. */
const neverUsed = /\.(ttf|woff)$|^serviceWorker\.js$/;

/** A file that is brought before it is asked for. */
interface KeptFile {
  readonly url: string;
  /** null where the name says it. */
  readonly revision: string | null;
}

/** What of a built page is kept for a time without a network. @param folder that holds the build */
export const keptFiles = (folder: string): KeptFile[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    )
    .filter((url) => !keptAtUse.test(url) && !neverUsed.test(url))
    .sort()
    .map((url) => ({ url, revision: url.startsWith('assets/') ? null : digest(join(folder, url)) }));

const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);

/** Builds the service worker, and lists in it what it is to keep. @param collect notes what it is made of */
export function withServiceWorker(collect: () => Plugin): Plugin {
  let script = '';
  return {
    name: 'service-worker',
    apply: 'build',
    async generateBundle() {
      script = await builtScript(collect());
    },
    writeBundle({ dir = 'dist' }) {
      const list = JSON.stringify(keptFiles(resolve(dir)));
      writeFileSync(
        join(dir, 'serviceWorker.js'),
        script.replace('self.__WB_MANIFEST', () => list),
      );
    },
  };
}

/** One script without imports: browsers differ in service workers that are modules. */
async function builtScript(collect: Plugin): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [collect],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      copyPublicDir: false,
      lib: { entry: 'src/offline/serviceWorker.ts', formats: ['iife'], name: 'serviceWorker' },
    },
  });
  const chunks = (Array.isArray(built) ? built : [built]).flatMap((each) => ('output' in each ? each.output : []));
  const [chunk] = chunks;
  if (chunk?.type !== 'chunk') throw new Error('the service worker was not built');
  return chunk.code;
}
