import { expect, test } from 'vitest';
import { chooseBackend } from '../../engine/backend/chooseBackend';
import { readHdf5InThread } from '../hdf5Thread';
import { attempt } from './attempt';
import { campaign } from './campaign';
import { seeds } from './seeds';

const drops = 20_000;
const gibibyte = 2 ** 30;

test('every seed opens as it is', async () => {
  await chooseBackend(['cpu']);
  for (const { format, files, pack } of await seeds())
    expect([format, await attempt(pack ? await pack(files) : files, readHdf5InThread)]).toMatchObject([
      format,
      { outcome: 'opened' },
    ]);
});

test(`${drops} broken drops of all formats each open, or are refused with a remedy, within 5 seconds and 1 GiB`, {
  timeout: 1_200_000,
}, async () => {
  const before = process.resourceUsage().maxRSS * 1024;
  const { tallies, findings, slowest } = await campaign(1, (done) => done < drops);
  const taken = process.resourceUsage().maxRSS * 1024 - before;
  console.log(`${drops} broken drops, slowest ${slowest.toFixed(0)} ms, ${(taken / 2 ** 20).toFixed(0)} MiB`);
  console.table(Object.fromEntries(tallies));
  expect(findings).toEqual([]);
  expect(taken).toBeLessThan(gibibyte);
});
