/** Words of the view that compares runs. */
import { tellMethod } from './fields';
import { tellDataset, tellGroup } from './names';
import { fill } from './text';

/** Panels. */
export const comparingTitles = {
  size: 'Accuracy against size',
  runs: 'Runs',
  layers: 'What each layer keeps',
  channels: 'The same layer, method by method',
  sweep: 'Add a sweep',
} as const;

/** What the size of a network is measured by: in a switch, and beneath an axis. */
export const measureNames = {
  flops: { short: 'FLOPs', long: 'FLOPs of one image' },
  params: { short: 'Parameters', long: 'Parameters' },
  bytes: { short: 'Bytes', long: 'Bytes of the weights' },
  milliseconds: { short: 'ms', long: 'Milliseconds for one image' },
} as const;

export const comparingWords = {
  measure: 'Measure of size',
  contest: 'Network and images',
  unpruned: 'Unpruned',
  front: 'Best for its size',
  smallest: 'smallest within a point',
  legend:
    'Filled: fine-tuned. Hollow: right after the cut. Dots: single seeds. Bars and the grey zone: what so many test images cannot tell apart, in 95 of 100 cases. Runs that are as large stand side by side.',
  run: 'Run',
  accuracy: 'Accuracy',
  change: 'Change',
  params: 'Params',
  flops: 'FLOPs',
  milliseconds: 'ms',
  took: 'Took',
  compare: 'Compare',
  actions: 'Actions',
  watch: 'Watch again',
  rename: 'Rename…',
  openNetwork: 'Prune its network further',
  download: 'Download its log',
  remove: 'Delete',
  undo: 'Undo',
  name: 'Name',
  save: 'Save',
  cancel: 'Cancel',
  emptyName: 'Leave it empty for the name of its method and rate.',
  kept: 'Runs are kept in this browser. Drop a log (.jsonl) on the page to add it.',
  notKept: 'This browser keeps no runs: they are gone once the page is closed.',
  nothing: 'No run has finished yet. Prune a network: its run appears here, and stays.',
  tickSome: 'Tick runs to see what their layers keep.',
  noChannels: 'These runs cut no channels.',
  layer: 'Layer',
  chosenByAll: 'Ringed: kept by all',
  export: 'Export',
  bundled: 'bundled',
  methods: 'Methods',
  rates: 'Rates',
  seeds: 'Seeds',
  sweepNote: 'All else is as the recipe of the Network view says.',
  noNetwork: 'Open a network first.',
  queue: 'Queue',
  underWay: 'under way',
  goOn: 'Go on',
  stop: 'Stop after this run',
  left: 'These runs are left from before.',
  loading: 'Reading runs…',
  running: 'under way',
  'not-finished': 'not finished',
} as const;

export const exportNames = {
  csv: 'Table (CSV)',
  json: 'Table with channels (JSON)',
  svg: 'Picture (SVG)',
  png: 'Picture (PNG)',
} as const;

/** A share of channels: `50%`. */
export const tellShareRemoved = (share: number): string => `${Math.round(100 * share)}%`;

/** A run by its method and the share of channels that it removes: `DCP 50%`. */
export const tellRun = (method: string, rate: number): string => `${tellMethod(method)} ${tellShareRemoved(rate)}`;

export const tellContest = (network: string, images: string): string => `${network}, ${tellDataset(images)}`;

export const tellSeeds = (seeds: readonly number[]): string =>
  seeds.length === 1 ? `seed ${seeds[0]}` : `${seeds.length} seeds`;

interface Compared {
  readonly name: string;
  /** In percent and in points, with half of its 95% interval. */
  readonly accuracy: number;
  readonly margin: number;
  readonly gap: number;
  /** With what it is measured by. */
  readonly size: string;
}

/** A mark of the picture. */
export const tellMark = ({ name, accuracy, margin, gap, size }: Compared): string =>
  `${name}: ${accuracy.toFixed(1)} ± ${margin.toFixed(1)}%, ${signed(-gap)} points, ${size}`;

/** With its sign: `−1.5`. */
export const signed = (points: number): string => {
  const digits = Math.abs(points).toFixed(1);
  if (Number(digits) === 0) return digits;
  return `${points < 0 ? '−' : '+'}${digits}`;
};

/** A button. @param minutes that they may take, if that is known */
export const tellQueueing = (runs: number, minutes: number | undefined): string => {
  const count = runs === 1 ? 'Queue 1 run' : `Queue ${runs} runs`;
  return minutes === undefined ? count : `${count}, about ${Math.max(1, Math.round(minutes))} min`;
};

export const tellDone = (done: number, all: number): string => `${done} of ${all} are done or queued already.`;

/** A queue waits for what its next run is of. */
export const tellWaiting = (network: string, images: string): string =>
  `The next run is of ${tellContest(network, images)}: open these to go on.`;

/** A run that is planned. */
export const tellPlanned = (method: string, rate: number, seed: number): string =>
  `${tellRun(method, rate)}, ${tellSeeds([seed])}`;

export const tellRemoving = (run: string): string => `Take ${run} out of the queue`;

const ago = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

export const tellWhen = (milliseconds: number): string => ago.format(milliseconds);

export const tellDeleted = (name: string): string => fill('“{{name}}” is deleted.', { name });

/** Of a layer in one run. */
export const tellKept = (group: string, kept: number, channels: number): string =>
  `${tellGroup(group)}: ${kept} of ${channels}`;

/** What selections of one layer have in common. @param byChance channels, if each chose at random */
export const tellAgreement = (agreed: number, channels: number, byChance: number): string =>
  `The ticked runs agree on ${agreed} of ${channels} channels; by chance they would on about ${byChance.toFixed(0)}.`;

/** Which channels a run keeps. */
export const tellChannels = (name: string, kept: readonly number[]): string => `${name} keeps ${kept.join(', ')}`;
