/** `npm test`: installs what is missing, runs every check and test, and ends with the added-up counts. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepare, run, succeeds } from './steps.mjs';

const findChromium = 'npx tsx src/cli/chromium.ts';

/** Where this may install packages of the system, it installs Chromium; elsewhere it says how to get one and ends. */
function prepareChromium() {
  const silent = { stdio: 'ignore' };
  const mayInstall = !process.env.CHROMIUM && process.getuid?.() === 0 && succeeds('apt-get --version', silent);
  if (mayInstall && !succeeds(findChromium, silent)) succeeds('apt-get update -qq && apt-get install -y -qq chromium');
  run(findChromium);
}

/** Whether all tests pass; their counts are printed last. */
function runTests(counts) {
  const unit = join(counts, 'unit.json');
  const e2e = join(counts, 'e2e.json');
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: e2e };
  return [
    succeeds(`npx vitest run --reporter=default --reporter=json --outputFile.json="${unit}"`),
    succeeds('npx playwright test --reporter=list,json', { env }),
    succeeds(`node .ci/count.mjs "${unit}" "${e2e}"`),
  ].every(Boolean);
}

prepare();
prepareChromium();
run('npm run check');
run('npx vite build');
const counts = mkdtempSync(join(tmpdir(), 'espalier-'));
const passed = runTests(counts);
rmSync(counts, { recursive: true });
process.exit(passed ? 0 : 1);
