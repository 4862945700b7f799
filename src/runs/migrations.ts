import { z } from 'zod';
import { groupIdOf } from '../engine/recipe/common';
import { recipeVersion, saidInFull } from '../engine/recipe/versions';
import { encodeScores } from '../engine/run/scores';
import { accuracyWithInterval } from '../engine/train/wilson';

/** A line of a log: what its JSON says. */
export type Line = Readonly<Record<string, unknown>>;

type Migration = (lines: readonly Line[]) => Line[];

const objectIn = (value: unknown) => z.looseObject({}).safeParse(value).data;

const eachOf =
  (type: string, change: (line: Line) => Line): Migration =>
  (lines) =>
    lines.map((line) => (line.type === type ? change(line) : line));

/** The subjects of phases were sentences. */
const sentencesBecomeSubjects = eachOf('phase', ({ detail, ...phase }) => ({
  ...phase,
  ...subjectOf(String(phase.phase), String(detail)),
}));

const subjects: Readonly<Record<string, string>> = {
  'all auxiliary heads': 'heads',
  "the network's own loss": 'own-loss',
  'after surgery': 'surgery',
  'the pruned network': 'pruned',
  latency: 'latency',
  'predicting labels of the images': 'labels',
};

function subjectOf(phase: string, detail: string): Line {
  const head = /^auxiliary head at (.+)$/.exec(detail)?.[1];
  if (phase === 'selection') return { what: 'layer', layer: detail };
  if (phase === 'auxiliary' && head !== undefined) return { what: 'head', layer: head };
  return { what: Object.hasOwn(subjects, detail) ? subjects[detail] : 'network' };
}

/** Scores were arrays of numbers. */
const scoresBecomeBase64 = eachOf('selection', (line) =>
  Array.isArray(line.scores) ? { ...line, scores: encodeScores(line.scores.map(Number)) } : line,
);

/** Training did not tell how many steps it takes: as many as the last that it tells of. */
const trainingTellsItsSteps: Migration = (lines) => {
  let next: Line | undefined;
  const reversed = lines.toReversed().map((line) => {
    if (line.type !== 'training') return line;
    const goesOn = next?.phase === line.phase && Number(next?.step) > Number(line.step);
    const steps = goesOn ? next?.steps : line.step;
    next = { ...line, steps };
    return next;
  });
  return reversed.reverse();
};

const told = (sentence: unknown): Line => ({ code: 'log.told', params: { message: String(sentence) } });

/** Why fine-tuning ended early was a sentence, in the report too. */
const reasonsBecomeData: Migration = (lines) =>
  lines.map((line) => {
    if (line.type === 'stopped') return { ...line, reason: told(line.reason) };
    if (line.type !== 'finished') return line;
    const report = objectIn(line.report);
    return report?.stopped === undefined ? line : { ...line, report: { ...report, stopped: told(report.stopped) } };
  });

/** A recipe had all values side by side, with the method's name among them. */
const recipeGetsMethodsPart = eachOf('started', (line) => {
  const recipe = objectIn(line.recipe);
  return recipe ? { ...line, recipe: { ...recipe, method: { ...recipe, id: recipe.method } } } : line;
});

/** Groups of several readers had names in words. */
const groupsGetIds: Migration = (lines) => lines.map((line) => withGroupIds(line));

const namesOfGroups = ['layer', 'name'];

/** The same with the ids of groups in the place of their names, however deep they lie. */
const withGroupIds = (line: Line): Line =>
  Object.fromEntries(Object.entries(line).map(([key, value]) => [groupIdOf(key), groupsWithin(value, key)]));

function groupsWithin(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return namesOfGroups.includes(key) ? groupIdOf(value) : value;
  if (Array.isArray(value)) return value.map((entry) => groupsWithin(entry));
  const inner = objectIn(value);
  return inner ? withGroupIds(inner) : value;
}

/** Events did not tell which run they are of, nor when they were told. */
const eventsTellRunAndTime =
  (run: string): Migration =>
  (lines) =>
    lines.map((line) => ({ run, at: 0, ...line }));

const startTellsVersion = (version: number): Migration => eachOf('started', (line) => ({ ...line, version }));

/** Recipes did not say how networks were trained. */
const recipesSayMore = eachOf('started', (line) => {
  const recipe = objectIn(line.recipe);
  return recipe ? { ...line, recipe: { ...saidInFull(recipe), version: recipeVersion } } : line;
});

/** Accuracies had no interval. */
function withInterval(measured: unknown): unknown {
  const { accuracy, images } = objectIn(measured) ?? {};
  if (typeof accuracy !== 'number' || typeof images !== 'number') return measured;
  return { ...objectIn(measured), ...accuracyWithInterval(accuracy, images) };
}

const accuraciesGetIntervals = eachOf('measured', (line) => ({ ...line, measured: withInterval(line.measured) }));

/** A report did not say what it is of, and told one latency. */
const reportsSayWhatTheyAreOf: Migration = (lines) => {
  const started = lines.find(({ type }) => type === 'started');
  return lines.map((line) => {
    const report = line.type === 'finished' && objectIn(line.report);
    if (!report) return line;
    const [baseline, selected, pruned] = [report.baseline, report.selected, report.pruned].map(withInterval);
    const of = {
      network: started?.network,
      dataset: { name: started?.dataset },
      method: objectIn(started?.recipe)?.method,
    };
    return { ...line, report: { ...of, ...report, baseline, selected, pruned, latency: [report.latency] } };
  });
};

/** What brings a log from each version to the next. @param run the id of a run that has none */
const migrations: Readonly<Record<number, (run: string) => readonly Migration[]>> = {
  1: (run) => [
    sentencesBecomeSubjects,
    scoresBecomeBase64,
    groupsGetIds,
    recipeGetsMethodsPart,
    trainingTellsItsSteps,
    reasonsBecomeData,
    eventsTellRunAndTime(run),
    startTellsVersion(2),
  ],
  2: () => [recipesSayMore, accuraciesGetIntervals, reportsSayWhatTheyAreOf, startTellsVersion(3)],
};

/** Lines as the present version has them. */
export const migrated = (lines: readonly Line[], version: number, run: string): readonly Line[] =>
  Object.entries(migrations)
    .filter(([from]) => Number(from) >= version)
    .flatMap(([, steps]) => steps(run))
    .reduce<readonly Line[]>((before, migration) => migration(before), lines);
