/** Words of the view that compares runs. */
import { tellChoice, tellField, tellMethod } from './fields';
import { tellDataset, tellGroup } from './names';
import { formatWhole } from './numbers';
import { fill, joints } from './text';
import { translated } from './translated';

/** Panels. */
export const comparingTitles = translated('comparing.comparingTitles', {
  size: 'Accuracy against size',
  runs: 'Runs',
  layers: 'What each layer keeps',
  channels: 'The same layer, method by method',
  sweep: 'Add a sweep',
});

/** What the size of a network is measured by: in a switch, and beneath an axis. */
export const measureNames = translated('comparing.measureNames', {
  flops: { short: 'FLOPs', long: 'FLOPs of one image' },
  params: { short: 'Parameters', long: 'Parameters' },
  bytes: { short: 'Bytes', long: 'Bytes of the weights' },
  milliseconds: { short: 'Time', long: 'Time for one image, unpruned = 100%' },
});

export const comparingWords = translated('comparing.comparingWords', {
  measure: 'Measure of size',
  contest: 'Network and images',
  unpruned: 'Unpruned',
  front: 'Best for its size',
  smallest: 'smallest within a point',
  figureMarks:
    'Filled: fine-tuned. Hollow: right after the cut. Bars and the grey zone: 95% intervals. Line: best for its size.',
  unlike: 'Not all of these were trained alike, or chosen among the same layers: their notes tell.',
  legend:
    'Filled: fine-tuned. Hollow: right after the cut. Dots: single seeds. Bars and the grey zone: what so many test images cannot tell apart, in 95 of 100 cases. Where marks would hide one another they are moved by up to 12 pixels. An arrow at the foot: below the axis, filled in the end, hollow right after the cut.',
  run: 'Run',
  accuracy: 'Accuracy',
  agreement: 'Agreement',
  params: 'Params',
  flops: 'FLOPs',
  milliseconds: 'ms',
  noisy: 'too noisy',
  busy: 'was busy',
  times:
    'Times for one image of runs that this browser made, each beside its own unpruned network, measured in turn in the same run: other machines and other hours are not compared.',
  notTimed:
    'No run of this browser tells a time to compare. Those of other machines are left out: prune this network here, while the machine does nothing else.',
  none: '–',
  took: 'Took',
  watch: 'Watch again',
  rename: 'Rename…',
  use: 'Use its network',
  openNetwork: 'Prune its network further',
  download: 'Download its log',
  exportRun: 'Export it to a file',
  remove: 'Delete',
  undo: 'Undo',
  name: 'Name',
  save: 'Save',
  cancel: 'Cancel',
  emptyName: 'Leave it empty for the name of its method and rate.',
  kept: 'Runs are kept in this browser. Drop an exported run (.espalier) or a log (.jsonl) on the page to add it.',
  notKept: 'This browser keeps no runs: they are gone once the page is closed.',
  nothing: 'No run has finished yet. Prune a network: its run appears here, and stays.',
  tickSome: 'Tick runs to see what their layers keep.',
  noChannels: 'These runs cut no channels.',
  layer: 'Layer',
  export: 'Export',
  bundled: 'bundled',
  methods: 'Methods',
  rates: 'Rates',
  seeds: 'Seeds',
  sweepNote: 'All else is as the recipe of the Network view says.',
  sweepLeaves:
    'Rates of single layers, a target and channels chosen by hand are left out, so that methods are compared alike.',
  queueNone: 'Nothing to queue',
  noMethods: 'Choose a method.',
  noRates: 'Choose a rate.',
  noNetwork: 'Open a network first.',
  queue: 'Queue',
  underWay: 'under way',
  goOn: 'Go on',
  stop: 'Stop after this run',
  left: 'These runs are left from before.',
  loading: 'Reading runs…',
  'not-finished': 'not finished',
});

export const exportNames = translated('comparing.exportNames', {
  csv: 'Table (CSV)',
  json: 'Table with channels (JSON)',
  svg: 'Picture (SVG)',
  png: 'Picture (PNG)',
});

export const comparingTexts = translated('comparing.comparingTexts', {
  run: '{{method}} {{share}}',
  contest: '{{network}}, {{images}}',
  seed: 'seed {{seed}}',
  seeds: '{{seeds}} seeds',
  'trained-one': '1 epoch',
  trained: '{{epochs}} epochs',
  'trained-images': '{{trained}} of {{images}} images',
  'layers-one': '1 layer pruned',
  layers: '{{layers}} layers pruned',
  of: 'of {{whole}}',
  change: '{{points}} points',
  option: '{{field}} {{value}}',
  all: 'all',
  'in-vain':
    'Left out, since the quartiles of their times overlap those of the unpruned network or they are faster than fewer FLOPs can explain: {{runs}}.',
  mark: '{{name}}: {{accuracy}} ± {{margin}}%, {{gap}} points, {{size}} ({{note}})',
  'queue-one': 'Queue 1 run',
  'queue-several': 'Queue {{runs}} runs',
  queueing: '{{runs}}, about {{minutes}} min',
  'sweep-of': 'Prunes what is open: {{contest}}.',
  'other-shown': 'The runs that are shown are of {{contest}}.',
  done: '{{done}} of {{all}} are done or queued already.',
  waiting: 'The next run is of {{contest}}: open these to go on.',
  planned: '{{run}}, {{seed}}',
  removing: 'Take {{run}} out of the queue',
  deleted: '“{{name}}” is deleted.',
  kept: '{{layer}}: {{kept}} of {{channels}}',
  'kept-by': '{{name}}, {{kept}}',
  agreement:
    'The ticked runs agree on {{agreed}} of {{channels}} channels; by chance they would on about {{byChance}}.',
  channels: '{{name}} keeps {{channels}}',
  actions: 'Actions: {{name}}',
  compare: 'Compare {{name}} ({{note}})',
  missing:
    '{{runs}} of the runs that this link compares are not in this browser: export their logs where they were made, and drop them here.',
  'missing-one':
    'A run that this link compares is not in this browser: export its log where it was made, and drop it here.',
  'under-way': '{{name}} is under way',
  unpruned: 'Unpruned {{accuracy}}%',
  'figure-unpruned': 'unpruned {{accuracy}}%',
  'kept-mark': 'Ringed: kept by all.',
  'first-seed': 'Of runs with several seeds the channels are those of the first.',
  figure: '{{network}}: accuracy against {{measure}}',
  'accuracy-axis': 'Test accuracy. The axis begins at {{floor}}%.',
  'agreement-axis': 'Agreement with the unpruned network. The axis begins at {{floor}}%.',
});

/** What sizes of networks are told in, in a picture of its own. */
export const figureMeasures = translated('comparing.figureMeasures', {
  flops: 'FLOPs of one image',
  params: 'parameters',
  bytes: 'bytes',
  milliseconds: 'time for one image, unpruned = 100%',
});

/** The title of the picture. */
export const tellFigure = (network: string, measure: keyof typeof figureMeasures): string =>
  fill(comparingTexts.figure, { network, measure: figureMeasures[measure] });

/** @param floor where the axis begins, in percent @param isAgreement of images without labels */
export const tellAccuracyAxis = (floor: number, isAgreement = false): string =>
  fill(comparingTexts[isAgreement ? 'agreement-axis' : 'accuracy-axis'], { floor });

/** @param accuracy in percent */
export const tellFigureUnpruned = (accuracy: number): string =>
  fill(comparingTexts['figure-unpruned'], { accuracy: accuracy.toFixed(1) });

/** A share of channels: `50%`. */
export const tellShareRemoved = (share: number): string => `${Math.round(100 * share)}%`;

/** A run by its method and the share of channels that it removes: `DCP 50%`. */
export const tellRun = (method: string, rate: number): string =>
  fill(comparingTexts.run, { method: tellMethod(method), share: tellShareRemoved(rate) });

export const tellContest = (network: string, images: string): string =>
  fill(comparingTexts.contest, { network, images: tellDataset(images) });

export const tellSeeds = (seeds: readonly number[]): string =>
  seeds.length === 1
    ? fill(comparingTexts.seed, { seed: seeds[0] ?? '' })
    : fill(comparingTexts.seeds, { seeds: seeds.length });

/** By how much training. @param images that an epoch uses; all if undefined */
export function tellTrained(epochs: number, images: number | undefined): string {
  const trained = epochs === 1 ? comparingTexts['trained-one'] : fill(comparingTexts.trained, { epochs });
  return images === undefined
    ? trained
    : fill(comparingTexts['trained-images'], { trained, images: formatWhole(images) });
}

/** A setting that tells a run from others: `learning rate 0.01`. @param value a number, the id of a choice, or words of a target */
export function tellOption(field: string, value: number | string | undefined): string {
  if (field === 'target') return String(value);
  const label = tellField(field);
  return fill(comparingTexts.option, {
    field: `${label.charAt(0).toLowerCase()}${label.slice(1)}`,
    value: value === undefined ? comparingTexts.all : tellChoice(field, String(value)),
  });
}

/** That lose channels. */
export const tellLayers = (layers: number): string =>
  layers === 1 ? comparingTexts['layers-one'] : fill(comparingTexts.layers, { layers });

/** Behind a time: what the unpruned network took, in milliseconds. */
export const tellOf = (whole: number): string => fill(comparingTexts.of, { whole: whole.toFixed(2) });

/** Runs that are not shown. */
export const tellInVain = (names: readonly string[]): string =>
  fill(comparingTexts['in-vain'], { runs: names.join(joints.comma) });

interface Compared {
  readonly name: string;
  readonly note: string;
  /** In percent and in points, with half of its 95% interval. */
  readonly accuracy: number;
  readonly margin: number;
  readonly gap: number;
  /** With what it is measured by. */
  readonly size: string;
}

/** A mark of the picture. */
export const tellMark = ({ name, note, accuracy, margin, gap, size }: Compared): string =>
  fill(comparingTexts.mark, {
    name,
    note,
    accuracy: accuracy.toFixed(1),
    margin: margin.toFixed(1),
    gap: signed(-gap),
    size,
  });

/** With its sign: `−1.5`. */
export const signed = (points: number): string => {
  const digits = Math.abs(points).toFixed(1);
  if (Number(digits) === 0) return digits;
  return `${points < 0 ? '−' : '+'}${digits}`;
};

/** @param points of accuracy, from the unpruned network */
export const tellChange = (points: number): string => fill(comparingTexts.change, { points: signed(points) });

/** A button. @param minutes that they may take, if that is known */
export const tellQueueing = (runs: number, minutes: number | undefined): string => {
  const count = runs === 1 ? comparingTexts['queue-one'] : fill(comparingTexts['queue-several'], { runs });
  return minutes === undefined
    ? count
    : fill(comparingTexts.queueing, { runs: count, minutes: Math.max(1, Math.round(minutes)) });
};

/** What a sweep prunes. */
export const tellSweepOf = (network: string, images: string): string =>
  fill(comparingTexts['sweep-of'], { contest: tellContest(network, images) });

/** Runs of something else are looked at. */
export const tellOtherShown = (network: string, images: string): string =>
  fill(comparingTexts['other-shown'], { contest: tellContest(network, images) });

export const tellDone = (done: number, all: number): string => fill(comparingTexts.done, { done, all });

/** A queue waits for what its next run is of. */
export const tellWaiting = (network: string, images: string): string =>
  fill(comparingTexts.waiting, { contest: tellContest(network, images) });

/** A run that is planned. */
export const tellPlanned = (method: string, rate: number, seed: number): string =>
  fill(comparingTexts.planned, { run: tellRun(method, rate), seed: tellSeeds([seed]) });

export const tellRemoving = (run: string): string => fill(comparingTexts.removing, { run });

export const tellDeleted = (name: string): string => fill(comparingTexts.deleted, { name });

/** Of a layer in one run. */
export const tellKept = (group: string, kept: number, channels: number): string =>
  fill(comparingTexts.kept, { layer: tellGroup(group), kept, channels });

/** The same, with the name of the run. */
export const tellKeptBy = (name: string, group: string, kept: number, channels: number): string =>
  fill(comparingTexts['kept-by'], { name, kept: tellKept(group, kept, channels) });

/** What selections of one layer have in common. @param byChance channels, if each chose at random */
export const tellAgreement = (agreed: number, channels: number, byChance: number): string =>
  fill(comparingTexts.agreement, { agreed, channels, byChance: byChance.toFixed(0) });

/** Which channels a run keeps. */
export const tellChannels = (name: string, kept: readonly number[]): string =>
  fill(comparingTexts.channels, { name, channels: kept.join(joints.comma) });

/** A run that goes on. */
export const tellUnderWay = (name: string): string => fill(comparingTexts['under-way'], { name });

/** A menu. */
export const tellActions = (name: string): string => fill(comparingTexts.actions, { name });

/** Beside a line. @param accuracy in percent */
export const tellUnpruned = (accuracy: number): string =>
  fill(comparingTexts.unpruned, { accuracy: accuracy.toFixed(1) });

/** A checkbox. */
export const tellComparing = (name: string, note: string): string => fill(comparingTexts.compare, { name, note });

/** @param runs that a link names and this browser does not have */
export const tellMissing = (runs: number): string =>
  runs === 1 ? comparingTexts['missing-one'] : fill(comparingTexts.missing, { runs });
