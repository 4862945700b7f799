import { presetOf } from '../engine/methods/presets';
import { lossesAskedFor } from '../engine/recipe/common';
import type { RunEvent } from '../engine/run/events';
import { type Spread, speedOf } from '../engine/train/spread';
import { accuracyWithInterval } from '../engine/train/wilson';
import { tellCompressed } from '../words/compressions';
import { tellError } from '../words/errors';
import { tellRecipe } from '../words/fields';
import { speeds, tellAccuracy, tellGap, tellImages, tellParts, tellShare } from '../words/figures';
import { tellMemory } from '../words/memory';
import { tellDataset, tellGroup } from '../words/names';
import { tellGentler, tellPhase, tellTuned } from '../words/phases';
import { formatDuration } from '../words/quantities';
import { tellSparse, tellSparseLayer } from '../words/sparse';
import { tellSearch, tellTry } from '../words/targets';

/** An event as a line for people; undefined for those that come by the thousand. */
export function tell(event: RunEvent): string | undefined {
  switch (event.type) {
    case 'started': {
      const { losses, recipe, dataset, images } = event;
      const of = `${tellRecipe(recipe.method.id, presetOf(event))}; ${tellDataset(dataset)}${images ? `: ${tellParts(images)}` : ''}`;
      if (!losses) return of;
      const asked = lossesAskedFor(recipe);
      const fewer = losses.length < asked ? `, no more of the ${asked} asked for` : '';
      return `${of}; auxiliary losses: ${losses.length === 0 ? 'none' : `at ${losses.join(', ')}`}${fewer}`;
    }
    case 'memory':
      return `memory: ${tellMemory(event.use)}`;
    case 'phase':
      return tellPhase(event);
    case 'measured': {
      const { images, gap, params, flops, sparse } = event.measured;
      const figures = [tellAccuracy(event.measured), ...(gap ? [tellGap(gap, images)] : [])];
      return `${event.which === 'scratch' ? 'the same widths from scratch' : event.which}: ${figures.join('; ')}; ${params} parameters, ${flops} FLOPs${sparse ? `; ${tellSparse(sparse)}` : ''}`;
    }
    case 'thinned':
      return tellSparseLayer(event.layer);
    case 'compressed':
      return tellCompressed(event.compressed);
    case 'mirroring': {
      const { images, plain, mirrored, mirrors } = event;
      const [before, after] = [plain, mirrored].map((share) => measuredShare(share, images));
      return `of ${images} validation images ${before} are right, mirrored ${after}: training ${mirrors ? 'mirrors' : 'does not mirror'} images`;
    }
    case 'epoch': {
      const [now, unpruned] = [event.accuracy, event.baseline].map((share) => measuredShare(share, event.images));
      return `${event.phase}, epoch ${event.epoch}: of ${event.images} validation images ${now} are right, unpruned ${unpruned}`;
    }
    case 'tuned':
      return `auxiliary training: ${tellTuned(event)}`;
    case 'latency': {
      const { images, runs, baseline, pruned } = event.latency;
      const speed = speeds[speedOf(baseline, pruned)];
      return `${tellImages(images)}: ${inWords(baseline)} before, ${inWords(pruned)} pruned, medians and quartiles of ${runs} runs: ${speed}`;
    }
    case 'sensitivity': {
      const { layer, kept, loss, validation } = event;
      const points = kept.map((count, index) => {
        const accuracy = validation?.accuracy[index];
        const right =
          validation && accuracy !== undefined ? `, ${measuredShare(accuracy, validation.images)} right` : '';
        return `${loss[index]?.toFixed(3)}${right} with ${count}`;
      });
      const of = validation ? `, of ${validation.images} validation images` : '';
      return `${tellGroup(layer)}: loss in nats${of}: ${points.join('; ')}`;
    }
    case 'widths':
      return `widths: ${Object.entries(event.counts)
        .map(([id, count]) => `${tellGroup(id)} ${count}`)
        .join(', ')}`;
    case 'try':
      return tellTry(event);
    case 'finished':
      return tellSearch(event.report);
    case 'selected':
      return `${tellGroup(event.layer)}: keeps ${event.kept.length} of its input channels`;
    case 'gentler':
      return tellGentler(event);
    case 'stopped':
      return `${tellError(event.reason)}; the network is the one from before that`;
    default:
      return undefined;
  }
}

const everySeconds = 30;
/** Runs that take less are over before it is read. */
const worthSaying = 10;

/** Lines on how long a run will still take: one as soon as that can be told, and one every half minute. */
export class TimeLeftLines {
  private next = 0;

  /** @param now in seconds */
  lineFor(event: RunEvent, now: number): string | undefined {
    if (event.type !== 'progress' || event.secondsLeft === undefined) return undefined;
    if (now < this.next || event.secondsLeft < worthSaying) return undefined;
    this.next = now + everySeconds;
    return `${Math.round((100 * event.done) / event.total)}% done, about ${formatDuration(event.secondsLeft)} left`;
  }
}

const measuredShare = (accuracy: number, images: number): string => tellShare(accuracyWithInterval(accuracy, images));

const inWords = ({ median, q1, q3 }: Spread) => `${median.toFixed(1)} ms (${q1.toFixed(1)} to ${q3.toFixed(1)})`;
