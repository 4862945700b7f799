import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { readLog } from '../../runs/logFile';
import { loggedRun } from '../../store/run';
import { setLanguage } from '../../words/language';
import { reportPage } from './reportPage';

const run = loggedRun(readLog(gunzipSync(readFileSync('public/runs/vgg-small-dcp-50.jsonl.gz')).toString(), 'none'));

afterEach(() => setLanguage('en'));

test('the report has the run’s own figures, and loads nothing', () => {
  const page = reportPage(run, undefined) ?? '';
  const { baseline, pruned, layers, seed } = run.state.report!;
  for (const { accuracy } of [baseline, pruned]) expect(page).toContain(`${(100 * accuracy).toFixed(1)}%`);
  for (const { name, channels, kept } of layers)
    expect(page).toMatch(new RegExp(`<span>${name}</span>.{0,300}<span>${kept.length} of ${channels}</span>`));
  expect(page).toContain(`seed ${seed}`);
  expect(page).toContain('<title>vgg-small, pruned</title>');
  expect(page).not.toMatch(/\ssrc=|\shref=|url\(|@import|https?:/);
});

test('its losses are a line for every phase that trained', () => {
  const page = reportPage(run, undefined) ?? '';
  const phases = new Set([...run.state.training].map(({ phase }) => phase));
  const [plot = ''] = /<svg class="plot".*?<\/svg>/s.exec(page) ?? [];
  expect(plot.match(/fill="none"/g)).toHaveLength(phases.size);
});

test('it speaks the language that is on', async () => {
  await setLanguage('zh');
  const page = reportPage(run, undefined) ?? '';
  expect(page).toContain('<html lang="zh-CN">');
  expect(page).toContain('裁剪后的 vgg-small');
});

test('a run that has not finished has none', () => {
  const { report: _, ...state } = run.state;
  expect(reportPage({ ...run, state }, undefined)).toBeUndefined();
});
