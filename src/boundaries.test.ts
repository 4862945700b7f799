import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * The rooms of the house, from the ground up, and the rooms below that each may import from besides its own. Folders
 * within a room belong to it. All may import the words.
 */
const rooms: Readonly<Record<string, readonly string[]>> = {
  kernels: [],
  offline: [],
  words: [],
  engine: [],
  'engine/recipe': ['engine'],
  'engine/backend': ['engine', 'kernels'],
  'engine/network': ['engine', 'engine/backend'],
  'engine/models': ['engine', 'engine/network'],
  'engine/channels': ['engine', 'engine/recipe', 'engine/network'],
  'engine/inference': ['engine', 'engine/backend', 'engine/network'],
  'engine/data': ['engine', 'engine/network'],
  'engine/io': ['engine', 'engine/network', 'engine/channels', 'engine/data'],
  'engine/memory': ['engine', 'engine/backend', 'engine/network', 'engine/inference'],
  'engine/train': [
    ...['engine', 'engine/recipe', 'engine/backend', 'engine/network', 'engine/inference', 'engine/data'],
    'engine/memory',
  ],
  'engine/layerwise': [
    ...['engine', 'engine/backend', 'engine/network', 'engine/channels', 'engine/inference', 'engine/data'],
    ...['engine/memory', 'engine/train'],
  ],
  'engine/run': [
    ...['engine', 'engine/recipe', 'engine/backend', 'engine/network', 'engine/channels', 'engine/data'],
    ...['engine/memory', 'engine/train', 'engine/layerwise'],
  ],
  'engine/methods': [
    ...['engine', 'engine/recipe', 'engine/backend', 'engine/network', 'engine/channels', 'engine/memory'],
    ...['engine/train', 'engine/layerwise', 'engine/run'],
  ],
  'engine/compress': [
    ...['engine', 'engine/network', 'engine/data', 'engine/io', 'engine/memory', 'engine/train', 'engine/run'],
  ],
  'engine/widths': [
    ...['engine', 'engine/recipe', 'engine/network', 'engine/channels', 'engine/inference', 'engine/data'],
    'engine/memory',
    ...['engine/train', 'engine/layerwise', 'engine/run', 'engine/methods'],
  ],
  'engine/prune': [
    ...[
      'engine',
      'engine/recipe',
      'engine/network',
      'engine/channels',
      'engine/inference',
      'engine/data',
      'engine/memory',
    ],
    ...['engine/train', 'engine/run', 'engine/methods', 'engine/compress', 'engine/widths'],
  ],
  'engine/intake': [
    ...['engine', 'engine/network', 'engine/inference', 'engine/data', 'engine/memory', 'engine/io', 'engine/train'],
  ],
  'engine/answers': [
    ...['engine', 'engine/network', 'engine/inference', 'engine/data', 'engine/train', 'engine/intake'],
  ],
  'engine/inspect': [
    ...['engine', 'engine/network', 'engine/channels', 'engine/inference', 'engine/data', 'engine/memory'],
    ...['engine/train', 'engine/layerwise'],
  ],
  'engine/lessons': [
    ...['engine', 'engine/network', 'engine/channels', 'engine/data', 'engine/train', 'engine/layerwise'],
    'engine/methods',
  ],
  runs: ['engine', 'engine/recipe', 'engine/train', 'engine/run', 'engine/methods'],
  lessons: ['engine', 'engine/layerwise', 'engine/train', 'engine/run', 'runs'],
  comparison: ['engine/run'],
  worker: ['engine', 'engine/*', 'runs'],
  store: [
    ...['engine', 'engine/recipe', 'engine/backend', 'engine/network', 'engine/models', 'engine/run', 'engine/methods'],
    ...['engine/compress', 'engine/widths', 'engine/io', 'engine/answers', 'engine/inspect', 'runs', 'worker'],
  ],
  views: [
    ...['engine/backend', 'engine/network', 'engine/models', 'engine/recipe', 'engine/run', 'engine/methods'],
    ...['engine/io', 'engine/answers', 'engine/inspect', 'engine/lessons', 'runs', 'lessons', 'comparison', 'store'],
  ],
  cli: ['engine', 'engine/*', 'runs', 'lessons', 'comparison', 'worker'],
};

/** Folders and files of what tests share. */
const isTesting = (file: string): boolean => /\/testing(\/|\.ts$)/.test(file);

/** What measures and fuzzes the engine compares with what tests compare with. */
const mayImportTesting = (file: string): boolean => /^src\/cli\/(bench|fuzz)\//.test(file);

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((file) => join('src', file))
  .filter((file) => /\.tsx?$/.test(file) && !isTesting(file) && !/\.test\.ts$|\/kernels\/assembly\//.test(file));

const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, path]) => path ?? '');

type Imports = (file: string) => string[];

/** What is loaded with a file: not what it imports for its types, nor what it imports when it is asked to. */
const loadsOf: Imports = (file) =>
  [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s(?!type\s)[^;]*?from\s*['"]([^'"]+)['"]/gm)].map(
    ([, path]) => path ?? '',
  );

/** The file that a relative import is of; undefined for packages and what is no source. */
const fileOf = (from: string, path: string): string | undefined =>
  path.startsWith('.')
    ? ['', '.ts', '.tsx', '/index.ts']
        .map((end) => join(dirname(from), path) + end)
        .find((file) => /\.tsx?$/.test(file) && existsSync(file))
    : undefined;

const edges = new Map(sources.map((file) => [file, importsOf(file).flatMap((path) => fileOf(file, path) ?? [])]));

/** The innermost room that a file lies in. */
const roomOf = (file: string): string =>
  Object.keys(rooms)
    .filter((room) => file.startsWith(`src/${room}/`))
    .sort((a, b) => b.length - a.length)[0] ?? 'src';

const mayImport = (from: string, to: string): boolean =>
  from === to ||
  to === 'words' ||
  from === 'src' ||
  (rooms[from] ?? []).some(
    (allowed) => allowed === to || (allowed.endsWith('/*') && to.startsWith(allowed.slice(0, -1))),
  );

describe('imports', () => {
  test('go from a room to those below it that the table allows', () => {
    expect(sources.length).toBeGreaterThan(200);
    const wrong = [...edges].flatMap(([from, targets]) =>
      targets.filter((to) => !mayImport(roomOf(from), roomOf(to))).map((to) => `${from} -> ${to}`),
    );
    expect(wrong).toEqual([]);
  });

  test('of what tests share: by tests alone, and by benchmarks and fuzzing', () => {
    const uses = [...edges].flatMap(([from, targets]) => targets.filter(isTesting).map((to) => ({ from, to })));
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter(({ from }) => !mayImportTesting(from))).toEqual([]);
  });

  test('the table lists rooms from the ground up: none may import from one above it', () => {
    const order = Object.keys(rooms);
    for (const [room, allowed] of Object.entries(rooms))
      for (const below of allowed)
        if (!below.endsWith('/*')) expect(order.indexOf(below)).toBeLessThan(order.indexOf(room));
  });

  test('never lead in a circle', () => {
    expect(circles()).toEqual([]);
  });

  test('of packages: the engine knows no page, and the page has no engine in it', () => {
    const found = (files: readonly string[], packages: RegExp, from: Imports = importsOf) =>
      files.flatMap((file) =>
        from(file)
          .filter((path) => packages.test(path))
          .map((path) => `${file}: ${path}`),
      );
    const lower = sources.filter((file) => /^src\/(engine|runs|words)\//.test(file));
    expect(found(lower, /^(react|zustand|comlink|@mantine|recharts)/)).toEqual([]);
    const page = loadedWith('src/main.tsx');
    expect(page.length).toBeGreaterThan(30);
    expect(found(page, /^(@tensorflow|h5wasm)/, loadsOf)).toEqual([]);
  });
});

/** A file and all that is loaded with it. */
function loadedWith(entry: string): string[] {
  const loaded = new Set<string>();
  const load = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const path of loadsOf(file)) {
      const next = fileOf(file, path);
      if (next) load(next);
    }
  };
  load(entry);
  return [...loaded];
}

/** Circles among files, each as the path that comes back to where it began. */
function circles(): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) found.push([...path.slice(at), file].join(' -> '));
    if (at >= 0 || done.has(file)) return;
    for (const next of edges.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of sources) visit(file, []);
  return found;
}
