import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { noticesOf } from '../licences/notices';

const moduleOf = (file: string) => join(process.cwd(), 'node_modules', file);

/** One module of each that brings works without a package. */
const bringers = [
  '\0vite/preload-helper.js',
  moduleOf('@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url'),
  moduleOf('h5wasm/dist/esm/hdf5_util.js'),
  join(process.cwd(), 'src/kernels/kernels.generated.ts'),
];

test('each package of a bundle has its notice, once', () => {
  const notices = noticesOf([...bringers, moduleOf('react/index.js'), moduleOf('react/cjs/react.js')]);
  expect(notices.match(/^react \d+\.\d+\.\d+ \(MIT\)$/gm)).toHaveLength(1);
  expect(notices).toContain('Copyright (c) Meta Platforms');
});

test('what packages have compiled in has its notice too', () => {
  const titles = ['XNNPACK', 'pthreadpool', 'Emscripten', 'musl', 'zlib', 'libaec', 'HDF5-LBNL', 'Vite', 'CIFAR-10'];
  const lines = noticesOf(bringers).split('\n');
  expect(lines).toEqual(expect.arrayContaining(titles));
  expect(lines.find((line) => line.startsWith('assemblyscript '))).toMatch(/\(Apache-2\.0\)$/);
});

test('packages that bring no text have theirs from licences/', () => {
  const notices = noticesOf([
    ...bringers,
    moduleOf('seedrandom/lib/alea.js'),
    moduleOf('@tensorflow/tfjs-layers/dist/a.js'),
  ]);
  expect(notices).toContain('David Bau');
  expect(notices).toContain('François Chollet');
});

test('a text that several packages share is printed once', () => {
  const notices = noticesOf([...bringers, moduleOf('@tensorflow/tfjs-core/dist/a.js')]);
  expect(notices.match(/Copyright 2017-2024 Google LLC/g)).toHaveLength(1);
  expect(notices).toContain('Its licence is the one under @tensorflow/tfjs-backend-wasm 4.22.0 (Apache-2.0).');
});

test('a package without a text stops the build, and so does a module of unknown origin', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'notices-')), 'node_modules', 'bare');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'bare', version: '1.0.0', license: 'MIT' }));
  expect(() => noticesOf([...bringers, join(folder, 'index.js')])).toThrow(/bare.*licences\/bare\.txt/);
  expect(() => noticesOf([...bringers, '\0other-plugin/helper.js'])).toThrow(/other-plugin/);
});

test('a work that no module brings any longer stops the build', () => {
  expect(() => noticesOf(bringers.slice(1))).toThrow(/Vite/);
});
