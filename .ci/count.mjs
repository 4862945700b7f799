/** Adds up the counts of Vitest's and Playwright's JSON reports: `node count.mjs UNIT E2E`. */
import { readFileSync } from 'node:fs';

const [unit, e2e] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const passed = unit.numPassedTests + e2e.stats.expected;
const failed = unit.numFailedTests + e2e.stats.unexpected + e2e.stats.flaky;
console.log(`${passed} passed, ${failed} failed`);
