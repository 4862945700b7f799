import { gzipSync } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { writeLog } from '../runs/logFile';
import { selectionOf } from '../runs/testing';
import { fetchRecording } from './recordings';

const text = writeLog(selectionOf([4, 8]));

const answer = (body: string | Buffer, status = 200) =>
  vi.stubGlobal('fetch', async () => new Response(typeof body === 'string' ? body : Uint8Array.from(body), { status }));

afterEach(() => vi.unstubAllGlobals());

test('a recording is unpacked, by the page or by the browser', async () => {
  for (const body of [gzipSync(text), text]) {
    answer(body);
    const run = await fetchRecording('http://a/', 'b');
    expect(run.state.layers.map(({ chosen }) => chosen.length)).toEqual([2, 4]);
    expect(writeLog(run.log)).toBe(text);
  }
});

test('a recording that is not there is said to be missing', async () => {
  for (const [body, status] of [
    ['', 404],
    ['<!doctype html>', 200],
  ] as const) {
    answer(body, status);
    await expect(fetchRecording('http://a/', 'b')).rejects.toMatchObject({
      code: 'log.recording',
      params: { name: 'b' },
    });
  }
});
