import { type Healing, healedBy, healingOf } from '../../../lessons/healing';
import type { ChannelData } from '../../../lessons/lessonData';
import { rowsOf } from '../../../lessons/methods';
import { healingWords } from '../../../words/lessons/healing';
import { tellClass } from '../../../words/names';
import { formatWhole } from '../../../words/numbers';
import type { Params } from '../../../words/text';
import { bundledRows } from '../../compare/bundledRows';
import type { Lesson } from '../lesson/definition';
import { formatScore } from '../lesson/formatScore';
import { lessonData } from '../lesson/lessonData';
import { recordedRun } from '../lesson/recorded';
import { HealingFigure } from './HealingFigure';

const percent = (share: number): string => (100 * share).toFixed(1);

/**
 * Lesson 6: the recorded run after its cut; and a run of the comparison, whose images are those of every other recording of
 * vgg-small, beside the same shape trained from scratch.
 */
export async function load(): Promise<Lesson> {
  const [run, small, rows, answer] = await Promise.all([
    recordedRun('vgg-small-dcp-50'),
    recordedRun('vgg-small-l1-50'),
    bundledRows(),
    lessonData('channel'),
  ]);
  const healing = healingOf(run.log);
  const methods = rowsOf(rows, 'vgg-small', 0.5).slice(0, 3);
  const [dcp] = methods;
  const scratch = rows.find(({ method, network }) => method === 'wm' && network === 'vgg-small');
  if (!dcp || !scratch) throw new Error('no runs to compare');
  const { title, steps, choices } = healingWords;
  const { baseline, selected, pruned, share, lossByEpoch, accuracies } = healing;
  const { distillation, temperature } = run.recipe;
  const withHeld = `${steps.epochs.text}\n\n${steps.epochs.held}`;
  return {
    title,
    params: {
      network: run.network,
      images: formatWhole(baseline.images),
      baseline: percent(baseline.accuracy),
      selected: percent(selected.accuracy),
      pruned: percent(pruned.accuracy),
      share: Math.round(100 * share),
      firstLoss: formatScore(lossByEpoch[0]!),
      lastLoss: formatScore(lossByEpoch.at(-1)!),
      epochs: lossByEpoch.length,
      ...{ temperature, alpha: distillation, train: formatWhole(small.state.images?.train ?? 0) },
      ...{ dcp: dcp.accuracy.toFixed(1), scratch: scratch.accuracy.toFixed(1), few: formatWhole(dcp.testImages) },
      ...heldOut(accuracies),
      ...likened(answer),
      whole: dcp.baselineAccuracy.toFixed(1),
    },
    steps: [
      {
        id: 'cut',
        words: steps.cut,
        choices: (['all', 'half', 'nothing'] as const).map((id) => ({
          text: choices[id],
          isRight: id === healedBy(share),
        })),
      },
      { id: 'epochs', words: accuracies.length > 0 ? { ...steps.epochs, text: withHeld } : steps.epochs },
      { id: 'teacher', words: steps.teacher, formulas: ['distillation'] },
      { id: 'few', words: steps.few },
      { id: 'run', words: steps.run, isExperiment: true },
    ],
    figure: (view) => (
      <HealingFigure healing={healing} few={{ methods, scratch }} answer={answer} temperature={temperature} {...view} />
    ),
  };
}

/** What the picture of lesson 1 is, and what else it resembles most, says the network. */
function likened({ classes, label, shares }: ChannelData): Params {
  const [, second = label] = [...shares.keys()].sort((a, b) => shares[b]! - shares[a]!);
  return { label: tellClass(classes[label]!), second: tellClass(classes[second]!) };
}

/** What the run tells of validation images: before fine-tuning, after its first epoch and after its last. */
function heldOut(accuracies: Healing['accuracies']): Params {
  const [before, first] = accuracies;
  const last = accuracies.at(-1);
  if (!before || !first || !last) return {};
  const [heldBefore, heldFirst, heldLast] = [before, first, last].map(({ accuracy }) => percent(accuracy));
  return { held: formatWhole(before.images), heldBefore: heldBefore!, heldFirst: heldFirst!, heldLast: heldLast! };
}
