import { type Point, pointsOf } from '../../comparison/points';
import { type Compression, compressedRowsOf, type Row, rowOf } from '../../comparison/row';
import { setupOf } from '../../comparison/setup';
import type { Summary } from '../../comparison/summary';
import { presetOf } from '../../engine/methods/presets';
import type { KeptRun } from '../../store/kept/keptRun';
import { shareRemoved, tellApart, titleOf } from '../../store/kept/titles';
import { comparingWords, tellLayers, tellRun, tellSeeds, tellTrained } from '../../words/comparing';
import { tellTrainedFor } from '../../words/compressions';
import { tellWhen } from '../../words/numbers';
import { joints } from '../../words/text';

/** A run that has finished, or runs that differ in their seeds alone. */
export interface Entry extends Point {
  readonly key: string;
  readonly name: string;
  /** What else tells it from others. */
  readonly note: string;
  /** If it is of this browser. */
  readonly own?: KeptRun;
  /** This browser made it: its times are of this machine, which those of a log need not be. */
  readonly isTimedHere?: boolean;
}

/** Runs of one network on the same images, which alone can be compared. */
export interface Contest {
  readonly key: string;
  readonly network: string;
  readonly images: string;
  readonly entries: readonly Entry[];
}

/** Contests with runs of one's own first. */
export function contestsOf(own: readonly KeptRun[], bundled: readonly Row[]): Contest[] {
  const entries = [...own.flatMap((run) => ownEntry(run, own)), ...bundledEntries(pointsOf(bundled))];
  const contests = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = contestOf(entry.rows[0]);
    contests.set(key, [...(contests.get(key) ?? []), entry]);
  }
  return [...contests].map(([key, of]) => {
    const { network, images } = of[0]!.rows[0];
    return { key, network, images, entries: of };
  });
}

const contestOf = ({ network, images, baselineParams }: Row): string => `${network}/${images}/${baselineParams}`;

/** Options that every note tells. */
const toldAnyway = ['fineTuningEpochs', 'fineTuningImages', 'seed'];

/** None if it has not finished, or is of a build whose reports told no error gaps. */
function ownEntry(own: KeptRun, all: readonly KeptRun[]): Entry[] {
  const { id, network, recipe, report, began, format } = own;
  if (!report?.pruned.gap) return [];
  const { seed, method } = recipe;
  const setup = setupOf(recipe, report.dataset, presetOf({ recipe }));
  const row = rowOf({ network, method: method.id, rate: shareRemoved(own), seed }, report, setup);
  const note = [...tellMade(row), tellSeeds([seed]), ...tellApart(own, all, toldAnyway), tellWhen(began)];
  return pointsOf([row, ...compressedRowsOf(row, report)]).map(({ summary, rows }) => ({
    ...{ summary, rows, key: keyOf(id, summary.compression) },
    ...(summary.compression ? {} : { own, isTimedHere: format !== undefined && !own.isBrought }),
    name: titleOf(own),
    note: [...tellStored(summary), ...note].join(joints.aside),
  }));
}

/** By how much training, and with which layers to be pruned. */
const tellMade = ({ setup, baselineWidths }: Row): string[] => [
  ...(setup ? [tellTrained(setup.epochs, setup.epochImages)] : []),
  tellLayers(Object.keys(baselineWidths).length),
];

/** All were trained as much, with as many layers to be pruned. */
export const areMadeAlike = (entries: readonly Entry[]): boolean =>
  new Set(entries.map(({ rows }) => tellMade(rows[0]).join())).size <= 1;

const tellStored = ({ compression }: Summary): string[] => (compression ? [tellTrainedFor(compression)] : []);

/** The key of a run, or of its network in fewer bits. */
function keyOf(run: string, compression?: Compression): string {
  if (!compression) return run;
  const { id, epochs } = compression;
  return epochs ? `${run}/${id}-${epochs}` : `${run}/${id}`;
}

/** Keys stand in links: of runs that were made otherwise than the first of their name they say which. */
function bundledEntries(points: readonly Point[]): Entry[] {
  const known = new Map<string, number>();
  return points.map((point) => {
    const { network, method, rate, variant, compression } = point.summary;
    const key = keyOf([network, method, rate, variant].join('/'), compression);
    const count = (known.get(key) ?? 0) + 1;
    known.set(key, count);
    return bundledEntry(point, count === 1 ? key : `${key}/${count}`);
  });
}

function bundledEntry({ rows, summary }: Point, key: string): Entry {
  const { method, rate, variant } = summary;
  return {
    ...{ rows, summary, key },
    name: tellRun(method, rate),
    note: [
      ...tellStored(summary),
      ...(variant === undefined ? [] : [variant]),
      ...tellMade(rows[0]),
      tellSeeds(rows.map(({ seed }) => seed)),
      comparingWords.bundled,
    ].join(joints.aside),
  };
}
