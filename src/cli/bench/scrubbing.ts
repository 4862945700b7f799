import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLog } from '../../runs/logFile';
import { resnet50Channels, selectionOf } from '../../runs/testing';
import { serveStudio, withPage } from './browser';
import { type BenchCase, limitRow, median } from './measure';

/** Moves of the pointer along the timeline, one a frame. */
const moves = 240;

/** In the page: drags the timeline's head to and fro, once a frame, and gives the times from frame to frame in milliseconds. */
async function dragAlong(moves: number): Promise<number[]> {
  const timeline = document.querySelector('[role=slider].timeline');
  if (!timeline) throw new Error('no timeline');
  const { left, top, width } = timeline.getBoundingClientRect();
  const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const times: number[] = [];
  let last = await nextFrame();
  for (let move = 0; move < moves; move++) {
    const clientX = left + (0.5 + 0.45 * Math.sin(move / 15)) * width;
    timeline.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, buttons: 1, clientX, clientY: top + 5 }));
    const now = await nextFrame();
    times.push(now - last);
    last = now;
  }
  return times;
}

export const scrubCase: BenchCase = {
  name: 'scrub',
  run: () =>
    withPage(serveStudio, async (page, url) => {
      const file = join(mkdtempSync(join(tmpdir(), 'espalier-')), 'resnet-50.jsonl');
      writeFileSync(file, writeLog(selectionOf(resnet50Channels)));
      await page.goto(`${url}?backend=wasm#prune`);
      await page.locator('.drop-anywhere input[type=file]').setInputFiles(file);
      await page.getByRole('img', { name: 'conv54' }).waitFor({ timeout: 120_000 });
      const times = await page.evaluate(dragAlong, moves);
      const late = times.toSorted((a, b) => a - b)[Math.floor(0.95 * times.length)] ?? 0;
      return [
        limitRow('scrub ResNet-50 (26,560 channels): a frame, median', median(times), 'ms', 17),
        limitRow('scrub ResNet-50 (26,560 channels): a frame, 95%', late, 'ms', 34),
      ];
    }),
};
