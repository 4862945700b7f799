import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLog } from '../../runs/logFile';
import { resnet50Channels, selectionOf } from '../../runs/testing';
import { serveStudio, withPage } from './browser';
import { type BenchCase, type BenchRow, limitRow, median } from './measure';

/** Moves of the pointer along the timeline, and of the page, one a frame. */
const moves = 240;

/** In the page: drags the timeline's head, or scrolls the page, to and fro, once a frame. Gives the times from frame to frame in milliseconds. */
async function moveAlong({ how, moves }: { how: 'drag' | 'scroll'; moves: number }): Promise<number[]> {
  const timeline = document.querySelector('[role=slider].timeline');
  const scrolled = document.scrollingElement;
  if (!timeline || !scrolled) throw new Error('no timeline');
  const { left, top, width } = timeline.getBoundingClientRect();
  const height = scrolled.scrollHeight - innerHeight;
  if (how === 'scroll' && height < innerHeight) throw new Error('there is too little to scroll');
  const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const times: number[] = [];
  let last = await nextFrame();
  for (let move = 0; move < moves; move++) {
    const share = 0.5 + 0.45 * Math.sin(move / 15);
    const at = { bubbles: true, buttons: 1, clientX: left + share * width, clientY: top + 5 };
    if (how === 'drag') timeline.dispatchEvent(new PointerEvent('pointermove', at));
    else scrolled.scrollTop = share * height;
    const now = await nextFrame();
    times.push(now - last);
    last = now;
  }
  return times;
}

function rowsOf(name: string, times: readonly number[]): BenchRow[] {
  const late = times.toSorted((a, b) => a - b)[Math.floor(0.95 * times.length)] ?? 0;
  return [
    limitRow(`${name} ResNet-50 (26,560 channels): a frame, median`, median(times), 'ms', 17),
    limitRow(`${name} ResNet-50 (26,560 channels): a frame, 95%`, late, 'ms', 17),
  ];
}

export const scrubCase: BenchCase = {
  name: 'scrub',
  run: () =>
    withPage(serveStudio, async (page, url) => {
      const file = join(mkdtempSync(join(tmpdir(), 'espalier-')), 'resnet-50.jsonl');
      writeFileSync(file, writeLog(selectionOf(resnet50Channels)));
      await page.goto(`${url}?backend=wasm#prune`);
      // The worker has opened and measured the bundled network, and rests.
      await page.getByText(/^a run takes about/).waitFor({ timeout: 120_000 });
      await page.locator('.drop-anywhere input[type=file]').setInputFiles(file);
      await page.getByRole('img', { name: 'conv54' }).waitFor({ timeout: 120_000 });
      const dragged = await page.evaluate(moveAlong, { how: 'drag', moves } as const);
      // On a phone layers stand one below the other.
      await page.setViewportSize({ width: 390, height: 844 });
      const scrolled = await page.evaluate(moveAlong, { how: 'scroll', moves } as const);
      return [...rowsOf('scrub', dragged), ...rowsOf('scroll', scrolled)];
    }),
};
