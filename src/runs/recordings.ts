/** A run that lies beside the page, as public/runs/NAME.jsonl.gz. */
export interface Recording {
  readonly name: string;
  readonly network: string;
  readonly method: string;
  /** Absent where the method finds the widths. */
  readonly rate?: number;
}

const recordingOf = (network: string, method: string, rate: number): Recording => ({
  ...{ network, method, rate },
  name: `${network}-${method}-${Math.round(100 * rate)}`,
});

const adaptiveOf = (network: string): Recording => ({
  ...{ network, method: 'dcp-adapt' },
  name: `${network}-dcp-adapt`,
});

/** The one that the page begins with comes first. */
export const recordings = [
  recordingOf('vgg-small', 'dcp', 0.5),
  recordingOf('vgg-small', 'random', 0.5),
  recordingOf('vgg-small', 'l1', 0.5),
  recordingOf('vgg-small', 'dcp', 0.3),
  recordingOf('vgg-small', 'random', 0.3),
  recordingOf('vgg-small', 'l1', 0.3),
  adaptiveOf('vgg-small'),
  recordingOf('mobilenet-small', 'dcp', 0.5),
  recordingOf('mobilenet-small', 'dcp', 0.3),
  recordingOf('resnet-20', 'dcp', 0.5),
] as const;
