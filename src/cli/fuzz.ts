/** `npm run fuzz -- [--minutes 30] [--first NUMBER]`: breaks files of every format, opens them, and tells what became of them. */
import { parseArgs } from 'node:util';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { numberWithin, withNegatives } from './arguments';
import { campaign } from './fuzz/campaign';
import { orExit } from './orExit';

const text = { type: 'string' } as const;

const { minutes, first } = await orExit(() => {
  const { values } = parseArgs({
    args: withNegatives(process.argv.slice(2)),
    options: { minutes: { ...text, default: '5' }, first: { ...text, default: '1' } },
  });
  return {
    minutes: numberWithin('minutes', values.minutes, [0.01, 24 * 60], false),
    first: numberWithin('first', values.first, [1, 2 ** 31]),
  };
});

await chooseBackend(['cpu']);
const end = performance.now() + 60_000 * minutes;
const { tallies, findings, slowest } = await campaign(first, () => performance.now() < end);
console.table(Object.fromEntries(tallies));
for (const { format, seed, outcome, message } of findings)
  console.log(`${format}, drop ${seed}: ${outcome}: ${message}`);
console.log(
  `${findings.length} findings; slowest ${slowest.toFixed(0)} ms; most memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`,
);
process.exit(findings.length > 0 ? 1 : 0);
