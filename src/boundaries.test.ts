import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file));

const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, path]) => path ?? '');

test('the engine imports nothing of React, the store, the worker, the views or the command line', () => {
  const files = sources('src/engine');
  expect(files.length).toBeGreaterThan(30);
  const outside = files.flatMap((file) =>
    importsOf(file)
      .filter((path) => /^(react|zustand|comlink|@mantine|recharts)|\/(store|worker|views|cli)\//.test(path))
      .map((path) => `${file}: ${path}`),
  );
  expect(outside).toEqual([]);
});

test('views reach the engine only through the store, but for types and tables', () => {
  const allowed = /engine\/(backend\/names|events|recipe|network\/sizes|network\/builders\/names|io\/formatNames)$/;
  const outside = sources('src/views').flatMap((file) =>
    importsOf(file)
      .filter((path) => /engine\/|worker\//.test(path) && !allowed.test(path))
      .map((path) => `${file}: ${path}`),
  );
  expect(outside).toEqual([]);
});
