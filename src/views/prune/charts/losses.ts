import { type LoggedRecipe, reconstructionWeightOf } from '../../../engine/recipe/common';
import type { RunState, SelectionLosses, TrainingLoss } from '../../../runs/state';
import { lossNames } from '../../../words/names';
import { formatWhole } from '../../../words/numbers';
import { phaseNames } from '../../../words/phases';
import { pruneWords } from '../../../words/pruneView';
import { captioned, fill } from '../../../words/text';
import type { PlottedLine } from './PlottedLines';

const isNumber = (value: number | undefined): value is number => value !== undefined;

/**
 * The losses of a layer over the channels that it has, L and its two parts: what is not L_M of L is λ L_S (Eq 6). Of a search
 * those for the network that is being made.
 */
export function lossLines(
  { losses, network }: Pick<RunState, 'losses' | 'network'>,
  layer: string,
  recipe: LoggedRecipe,
): PlottedLine[] {
  const own = [...losses].filter((point) => point.layer === layer && point.network === network);
  const start = own[0]?.channels ?? 0;
  const weight = reconstructionWeightOf(recipe);
  const line = (
    id: keyof typeof lossNames,
    value: (point: SelectionLosses) => number | undefined,
    dash?: string,
  ): PlottedLine => ({
    ...{ id, name: lossNames[id] },
    points: own.flatMap((point) => {
      const y = value(point);
      return isNumber(y) ? [[point.channels - start, y] as const] : [];
    }),
    ...(dash === undefined ? {} : { dash }),
  });
  const lines = [
    line('joint', ({ joint }) => joint),
    line('reconstruction', ({ reconstruction }) => reconstruction, '6 3'),
    line(
      'weighted',
      ({ joint, reconstruction }) =>
        isNumber(joint) && isNumber(reconstruction) ? joint - weight * reconstruction : undefined,
      '2 3',
    ),
  ];
  return lines.filter(({ points }) => points.length > 0);
}

/**
 * Below which joint loss DCP-Adapt goes on in a layer: the last one less ε times the first (Eq 10). Undefined for other methods.
 *
 * @param points of the joint loss, in order
 */
export function goingOnBelow({ method }: LoggedRecipe, points: PlottedLine['points']): number | undefined {
  const [first, last] = [points[0], points.at(-1)];
  if (method.id !== 'dcp-adapt' || typeof method.epsilon !== 'number' || !first || !last) return undefined;
  return last[1] - method.epsilon * first[1];
}

/** No two lines of a chart have the same. */
const dashes = { auxiliary: '6 3', 'fine-tuning': undefined, scratch: '2 3' } as const;
const accuracyDashes = { 'fine-tuning': '10 3 2 3', scratch: '10 3 2 3 2 3', unpruned: '14 4' } as const;

type Training = Pick<RunState, 'training'>;

/** The loss of training with auxiliary losses over its epochs; of several such trainings, that of the last. */
export const auxiliaryLines = (state: Training, recipe: LoggedRecipe): PlottedLine[] =>
  trainingLines(state, recipe, ['auxiliary']);

/** The loss of the pruned network over the epochs of each training. */
export const fineTuningLines = (state: Training, recipe: LoggedRecipe): PlottedLine[] =>
  trainingLines(state, recipe, ['fine-tuning', 'scratch']);

/** The training that has told last, and how many epochs it takes: auxiliary losses share no axis with the network's own. */
export function latestTraining(state: Training, recipe: LoggedRecipe): { lines: PlottedLine[]; epochs: number } {
  return state.training.at(-1)?.phase === 'auxiliary'
    ? { lines: auxiliaryLines(state, recipe), epochs: epochsOf('auxiliary', recipe) }
    : { lines: fineTuningLines(state, recipe), epochs: recipe.fineTuningEpochs };
}

function trainingLines(
  { training }: Training,
  recipe: LoggedRecipe,
  phases: ReadonlyArray<TrainingLoss['phase']>,
): PlottedLine[] {
  const all = [...training];
  return phases.flatMap((phase) => {
    const own = all.filter((point) => point.phase === phase);
    const begins = own.findLastIndex((point, index) => index === 0 || point.step <= (own[index - 1]?.step ?? 0));
    if (begins < 0) return [];
    const dash = dashes[phase];
    return [
      {
        ...{ id: phase, name: phaseNames[phase] },
        points: own.slice(begins).map(({ share, loss }) => [share * epochsOf(phase, recipe), loss] as const),
        ...(dash === undefined ? {} : { dash }),
      },
    ];
  });
}

/** Accuracy over the epochs of each training, and the unpruned network's on the same images; of several trainings the last. */
export function accuracyLines({ accuracies }: Pick<RunState, 'accuracies'>): PlottedLine[] {
  const all = [...accuracies];
  const lines = (['fine-tuning', 'scratch'] as const).flatMap((phase): PlottedLine[] => {
    const own = all.filter((point) => point.phase === phase);
    const points = own.slice(own.findLastIndex(({ epoch }) => epoch === 0));
    const [first] = points;
    if (!first) return [];
    const name = fill(pruneWords['training-accuracy'], { images: formatWhole(first.images) });
    return [
      {
        ...{ id: `accuracy-${phase}`, name: phase === 'scratch' ? captioned(phaseNames.scratch, name) : name },
        ...{
          isShare: true,
          dash: accuracyDashes[phase],
          points: points.map(({ epoch, accuracy }) => [epoch, accuracy]),
        },
      },
    ];
  });
  const last = all.at(-1);
  if (!last) return lines;
  const ends = lines.flatMap(({ points }) => points.map(([epoch]) => epoch));
  const unpruned = [0, Math.max(1, ...ends)].map((epoch) => [epoch, last.baseline] as const);
  return [
    ...lines,
    {
      id: 'accuracy-unpruned',
      name: pruneWords['unpruned-accuracy'],
      isShare: true,
      dash: accuracyDashes.unpruned,
      points: unpruned,
    },
  ];
}

function epochsOf(phase: TrainingLoss['phase'], { fineTuningEpochs, method }: LoggedRecipe): number {
  if (phase !== 'auxiliary') return fineTuningEpochs;
  return typeof method.auxiliaryEpochs === 'number' && method.auxiliaryEpochs > 0 ? method.auxiliaryEpochs : 1;
}
