import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { errors } from './errors';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.ts$|^words\//.test(file))
  .map((file) => readFileSync(`src/${file}`, 'utf8'));
const source = sources.join('\n');

const tables: Readonly<Record<string, Readonly<Record<string, unknown>>>> = { errors };

test.each(Object.entries(tables))('%s: ids are short and no words', (_, table) => {
  for (const id of Object.keys(table)) expect(id).toMatch(/^[a-z0-9]+([.-][a-z0-9]+)*$/);
});

test('every code of an error is used', () => {
  expect(Object.keys(errors).filter((code) => !source.includes(`'${code}'`))).toEqual([]);
});

test('errors stand by area, and areas in alphabetical order', () => {
  const areas = Object.keys(errors).map((code) => code.split('.')[0] ?? '');
  expect(areas).toEqual(areas.toSorted());
});
