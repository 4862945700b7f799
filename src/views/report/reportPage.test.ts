import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { presetRecipe } from '../../engine/methods/recipe';
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
  expect(page).toContain(`of the ${pruned.images.toLocaleString('en')} test images right`);
  expect(page).toContain('DCP; CIFAR-10, bundled 6,000 images: 4,500 training, 500 validation and 1,000 test images.');
  expect(reportPage({ ...run, recipe: presetRecipe('balanced') }, undefined)).toContain(
    'DCP, preset “Balanced”; CIFAR-10',
  );
  expect(page).toContain(`Seed ${seed}, on wasm`);
  expect(page).toContain('<title>vgg-small, pruned</title>');
  expect(page).not.toMatch(/\ssrc=|\shref=|url\(|@import|https?:/);
});

test('it says what came of a search', () => {
  const search = { tried: 4, kept: 3, isMet: true };
  const report = { ...run.state.report!, search };
  expect(reportPage({ ...run, state: { ...run.state, report } }, undefined)).toContain(
    'Tried 4 networks, kept number 3; target met.',
  );
});

test('its charts are told in figures too', () => {
  const accuracies = [...run.state.accuracies];
  const last = accuracies.at(-1)!.accuracy;
  expect(reportPage(run, undefined)).toMatch(
    new RegExp(`aria-label="Accuracy by epoch: [^"]* … ${(100 * last).toFixed(1)}%`),
  );
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
