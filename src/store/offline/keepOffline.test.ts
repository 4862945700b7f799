import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { keptFiles } from '../../../vite.offline';
import { neededByLessons } from './neededByLessons';

test('what lessons need besides the page lies beside it', () => {
  expect(neededByLessons.filter((path) => !existsSync(join('public', path)))).toEqual([]);
});

test('scripts are known by their names, other files by their bytes; networks and images are kept at their use', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-'));
  const put = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  for (const name of ['index.html', 'assets/a-1.js', 'assets/a.ttf', 'assets/hdf5-1.js', 'models/m.bin', 'runs/r.gz'])
    put(name, name);
  const urls = () => keptFiles(folder).map(({ url }) => url);
  expect(urls()).toEqual(['assets/a-1.js', 'index.html', 'runs/r.gz']);
  const [script, page] = keptFiles(folder);
  expect(script!.revision).toBeNull();
  put('index.html', 'another');
  expect(keptFiles(folder)[1]!.revision).not.toBe(page!.revision);
});
