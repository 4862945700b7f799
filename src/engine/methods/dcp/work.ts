import type { PrunableGroup } from '../../channels/prunableGroups';
import { convolutionsOf } from '../../layerwise/convolution';
import { featureBatch } from '../../memory/passes';
import type { ConvolutionForm } from '../../network/layers/convolutionForm';
import type { Outline } from '../../run/outline';
import type { Scope } from '../../run/scope';
import { callCost, choiceCost, Work } from '../../run/work';
import { fineTuningSteps } from '../../train/fineTune';
import { thetaImageCount, thetaSteps } from '../../train/heads';
import { stepsTo } from '../choosing';
import { inverseWork, joiningWork } from '../leastSquaresWork';
import { densePass, momentsWork } from '../momentsWork';
import { type DcpOptions, samplesUsed } from './options';
import type { Stage } from './stages';

/** Calls of the backend in a step of learning theta. */
const callsOfTheta = 30;
/** Preparing a layer, in steps of choosing its channels, where what is read back takes the time. */
const stepsOfPreparation = 3;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** What DCP will do and its pieces, in the units of `Work`. */
export class DcpWork {
  /** By group, each step's; the first gets the samples to the group as well. */
  readonly selection: ReadonlyMap<string, readonly number[]>;
  private readonly work: Work;
  private readonly samples: number;
  private readonly batches: number;
  private readonly convolutionOf: (layer: string) => ConvolutionForm;

  /** @param recomputed groups of whose samples only some stay in memory: the others are computed anew in every pass */
  constructor(
    private readonly scope: Scope,
    private readonly options: DcpOptions,
    private readonly stages: readonly Stage[],
    private readonly recomputed: NonNullable<Outline['memory']['recomputed']> = [],
  ) {
    this.work = new Work(scope);
    this.samples = samplesUsed(options, scope.dataset.train.labels.length);
    this.batches = Math.ceil(this.samples / scope.recipe.batchSize);
    this.convolutionOf = convolutionsOf(scope.network);
    this.selection = this.selections();
  }

  totals(): Outline['work'] {
    const { dataset, recipe } = this.scope;
    const heads = this.stages.flatMap(({ lossAt }) => lossAt ?? []);
    const trainings =
      this.options.schedule === 'upfront' ? [heads] : this.stages.map(({ lossAt }) => (lossAt ? [lossAt] : []));
    const validations = this.options.auxiliaryEpochs > 0 ? 2 * trainings.length : 0;
    return {
      evaluation: validations * this.work.inference(this.scope.validation.labels.length, 'whole'),
      heads: sum(heads.map((at) => this.theta(at))),
      auxiliary:
        fineTuningSteps(dataset, recipe, this.options.auxiliaryEpochs) *
        sum(trainings.map((at) => this.work.trainingStep(at, 'whole'))),
      selection: sum([...this.selection.values()].flat()),
    };
  }

  /** Learning theta of the head at a layer. */
  theta(at: string): number {
    const { work, scope } = this;
    const { train, classes } = scope.dataset;
    const images = thetaImageCount(train.labels.length, this.samples);
    const { channels } = work.layers[work.placeOf(at)] ?? { channels: 1 };
    const step = 6 * images * channels * classes.length + callsOfTheta * callCost('heads');
    const features = work.forward('heads', work.layersTo(at), { images, batches: Math.ceil(images / featureBatch) });
    return features + thetaSteps * step;
  }

  private selections(): Map<string, number[]> {
    const steps = new Map<string, number[]>();
    let from = 0;
    for (const { groups, lossAt } of this.stages) {
      if (this.options.schedule === 'stagewise') from = 0;
      for (const group of groups) {
        if (!this.scope.prunedGroups.includes(group)) continue;
        steps.set(group.id, this.stepsOf(group, lossAt, from));
        from = Math.max(...group.readers.map(({ layer }) => this.work.placeOf(layer)));
      }
    }
    return steps;
  }

  /** @param from place of the layer that the samples are at */
  private stepsOf({ id, readers, group }: PrunableGroup, lossAt: string | undefined, from: number): number[] {
    const { work, samples, batches, options } = this;
    const { channelsPerStep, solver, sgdSteps, lambda } = options;
    const places = readers.map(({ layer }) => work.placeOf(layer));
    const end = lossAt === undefined ? work.layers.length : work.placeOf(lossAt) + 1;
    const forward = (first: number, last: number) =>
      work.forward('selection', work.layers.slice(first, last), { images: samples, batches });
    const passes = readers.map(({ layer }) => {
      const place = work.placeOf(layer);
      return { convolution: this.convolutionOf(layer), pass: forward(place, place + 1) };
    });
    const own = sum(passes.map(({ convolution, pass }) => densePass(convolution, pass)));
    const tails = sum(places.map((place) => forward(place + 1, end)));
    const keeps = this.scope.counts.get(id) ?? group.channels;
    const kept = this.recomputed.find(({ layer }) => layer === id)?.kept ?? samples;
    const again = 2 * (1 - kept / samples) * sum(places.map((place) => forward(0, place)));
    const preparation =
      stepsOfPreparation * choiceCost() +
      2 * forward(from, Math.max(...places) + 1) +
      (solver === 'newton' ? sum(passes.map(({ convolution, pass }) => momentsWork(convolution, pass))) : 0);
    const steps = stepsTo(keeps, channelsPerStep, group.blocks.length);
    const solving = (work: (convolution: ConvolutionForm) => number) =>
      solver === 'newton' ? sum(passes.map(({ convolution }) => work(convolution))) : 0;
    let joined = 0;
    return steps.map((joining, step) => {
      const solved = solving((convolution) => joiningWork(convolution, joined, joining));
      joined += joining;
      const selected = joined / group.channels;
      const scoring = own * (1 + selected) + 2 * tails + again;
      const fitting = solver === 'sgd' ? (sgdSteps / batches) * (2 * own * selected + 2 * tails + again) : 0;
      const isLast = step === steps.length - 1;
      const lastStep =
        solver === 'newton' && lambda !== 0 ? scoring + solving((convolution) => inverseWork(convolution, joined)) : 0;
      return (
        choiceCost() + scoring + fitting + solved + (isLast ? scoring + lastStep : 0) + (step === 0 ? preparation : 0)
      );
    });
  }
}
