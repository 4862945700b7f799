import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readLog } from './logFile';
import { recordings } from './recordings';

test.each(recordings)('$name is the whole run that its name tells of', ({ name, network, method, rate }) => {
  const log = [...readLog(gunzipSync(readFileSync(`public/runs/${name}.jsonl.gz`)).toString(), 'none')];
  const started = log.find((event) => event.type === 'started');
  const asked = { method: { id: method }, target: { kind: 'rate' }, ...(rate === undefined ? {} : { rate }) };
  expect(started).toMatchObject({ network, recipe: asked });
  const last = log.at(-1);
  expect(last?.type).toBe('finished');
});

test('no recording lies there that is not listed', () => {
  const files = readdirSync('public/runs').filter((file) => file.endsWith('.jsonl.gz'));
  expect(files.sort()).toEqual(recordings.map(({ name }) => `${name}.jsonl.gz`).sort());
});
