import { multipleOf } from '../channels/keptCounts';
import { keptSets, type PrunableGroup } from '../channels/prunableGroups';
import { cut } from '../channels/surgery';
import { someImages } from '../data/dataset';
import { convolutionsOf } from '../layerwise/convolution';
import type { SelectionPlan } from '../layerwise/samples';
import { inferenceBatch } from '../memory/passes';
import { cloneNetwork, disposeNetwork, type Network } from '../network/network';
import { roundedUp } from '../recipe/keptCount';
import type { RunEvent } from '../run/events';
import type { Run } from '../run/run';
import type { Scope } from '../run/scope';
import type { Work } from '../run/work';
import type { Units } from '../run/workKinds';
import type { Counts } from './allocation';
import { type Asked, classScores, type Narrowed, narrowedOf, shareRight } from './answers';
import { type ChannelWorth, channelWorth } from './channelWorth';
import type { LossCurve } from './curve';
import { fittingWork } from './readerOf';

/** What curves are measured with. */
export interface Closeness {
  /** Validation images that losses are of, at the most: a loss is an answer's, not a count of right ones. */
  readonly images: number;
  /** Training images that channels are ordered on, and their readers refitted, at the most. */
  readonly samples: number;
  /** Of a group's channels, with which the loss is measured; ascending. */
  readonly shares: readonly number[];
}

/** What runs decide by. */
export const close: Closeness = {
  ...{ images: 250, samples: 256, shares: [1 / 16, 1 / 8, 2 / 8, 3 / 8, 4 / 8, 5 / 8, 6 / 8, 7 / 8] },
};

/** What is to be seen at once. */
export const rough: Closeness = { images: 32, samples: 64, shares: [1 / 8, 2 / 8, 4 / 8] };

/** Training images that are in hand at a time: each is seen once by each layer. */
const samplePart = 32;

/** What measuring all curves takes. */
export function sensitivityWork(scope: Scope, work: Work, closeness: Closeness): Units {
  const once = work.inference(closeness.images, 'whole');
  const groups = scope.groups.map(
    (group) =>
      orderingWork(scope, work, group, closeness) +
      once * measuredWidths(group, closeness, scope.recipe.widthMultiple).length,
  );
  return { sensitivity: groups.reduce((sum, units) => sum + units, once) };
}

/** Ordering a group's channels, and fitting its readers. */
function orderingWork(
  { network }: Scope,
  work: Work,
  { readers }: PrunableGroup,
  { samples: count }: Closeness,
): number {
  const convolutionOf = convolutionsOf(network);
  return readers.reduce((sum, { layer }) => {
    const place = work.placeOf(layer);
    const forward = (first: number) =>
      work.forward('sensitivity', work.layers.slice(first, place + 1), { images: count, batches: count / samplePart });
    return sum + forward(0) + fittingWork(convolutionOf(layer), forward(place));
  }, 0);
}

/** Curves of loss against kept channels, of each prunable group alone, all others being whole. */
export async function* lossCurves(run: Run, closeness: Closeness): AsyncGenerator<RunEvent, LossCurve[]> {
  const { network, groups, dataset, validation, recipe, budget } = run.scope;
  const { images } = closeness;
  const part = someImages(validation, images);
  const asked: Asked = { dataset, part, batch: inferenceBatch(network, images, budget), pass: run.pass };
  const units = run.work.inference(images, 'whole');
  const curves: LossCurve[] = [];
  const samples = run.drawSamples(closeness.samples, onePass(run.scope));
  const before = await classScores(network, asked);
  try {
    const whole = await shareRight(before, asked);
    yield run.advance('sensitivity', units);
    for (const group of groups) {
      yield run.enter('selection', 'sensitivity', group.id);
      const kept = measuredWidths(group, closeness, recipe.widthMultiple);
      const worth = await channelWorth(run, group, kept, samples);
      yield run.advance('sensitivity', orderingWork(run.scope, run.work, group, closeness));
      const found: Narrowed[] = [];
      for (const count of kept) {
        const narrowed = withFirst(network, group, worth, count);
        try {
          found.push(await narrowedOf(narrowed, before, asked));
        } finally {
          disposeNetwork(narrowed);
        }
        yield run.advance('sensitivity', units);
      }
      const loss = found.map((narrowed) => narrowed.loss);
      const accuracy = found.map((narrowed) => narrowed.accuracy);
      const validation = { images: part.labels.length, whole, accuracy };
      yield { type: 'sensitivity', layer: group.id, kept, loss, validation };
      curves.push({ id: group.id, channels: group.group.channels, kept, loss });
    }
    return curves;
  } finally {
    before.dispose();
    samples.dispose();
  }
}

/** The fewest channels that each group may be left with. */
export const fewest = ({ groups, recipe }: Pick<Scope, 'groups' | 'recipe'>): Counts =>
  new Map(
    groups.map((group) => [group.id, measuredWidths(group, close, recipe.widthMultiple)[0] ?? group.group.channels]),
  );

/** Nothing stays in memory of samples that are seen once. */
const onePass = ({ groups }: Scope): SelectionPlan => ({
  part: samplePart,
  layers: new Map(
    groups.flatMap(({ readers }) =>
      readers.map(({ layer }) => [layer, { tiles: false, prefix: false, samples: 0 }] as const),
    ),
  ),
});

/** Ascending; none that every layer which makes some of the channels could not do with. */
function measuredWidths({ group }: PrunableGroup, { shares }: Closeness, multiple: number): number[] {
  const { channels } = group;
  const least = keptSets(group).length;
  const counts = shares.map((share) =>
    roundedUp(Math.max(least, Math.round(share * channels)), multipleOf(group, multiple), channels),
  );
  return [...new Set(counts)].filter((count) => count < channels);
}

/** The network with only the channels of one group that are worth most. The caller owns it. */
function withFirst(network: Network, { group }: PrunableGroup, worth: ChannelWorth, count: number): Network {
  const refitted = cloneNetwork(network);
  try {
    worth.refit(refitted, count);
    return cut(refitted, new Map([[group.name, worth.first(count)]]));
  } finally {
    disposeNetwork(refitted);
  }
}
