/** An arm of an ablation: what it is called, and what makes it another run. */
export interface Arm {
  readonly variant: string;
  /** Options of `npm run prune`. */
  readonly flags: readonly string[];
  /** In the place of those asked for. */
  readonly method?: string;
  /** Rates are what it varies: a method that chooses widths itself has none. */
  readonly isOfRates?: boolean;
  /** Epochs for which the network is trained from fresh weights before it is pruned. */
  readonly pretrainingEpochs?: number;
}

const armsOf = (flag: string, values: readonly number[], method?: string): Arm[] =>
  values.map((value) => ({
    variant: `${flag} ${value}`,
    flags: [`--${flag}`, String(value)],
    ...(method === undefined ? {} : { method }),
  }));

/** What the paper varies, by the name that `--ablate` has for it; `block` asks the network for its groups. */
export const ablations: Readonly<Record<string, (groups: readonly string[], rate: number) => readonly Arm[]>> = {
  lambda: () => [
    ...armsOf('lambda', [0, 0.01, 0.1, 0.5, 1, 5]),
    { variant: 'L_S alone', flags: ['--lambda', '1', '--reconstruction-weight', '0'] },
  ],
  epsilon: () => armsOf('epsilon', [0.1, 0.01, 0.001], 'dcp-adapt'),
  losses: () => armsOf('losses', [0, 1, 2, 3, 4]),
  samples: () => armsOf('samples', [64, 128, 256, 512, 1024, 2048, 5000]),
  pretrained: () =>
    [1, 3, 10, 30].map((epochs) => ({
      variant: `trained for ${epochs} before`,
      flags: [],
      pretrainingEpochs: epochs,
    })),
  /** The rate for one group, 0 for all others, and so for each group in turn (Figure S1). */
  block: (groups, rate) =>
    groups.map((group) => ({
      variant: `${group} alone`,
      flags: ['--layer-rates', layerRates(groups, group, rate)],
      isOfRates: true,
    })),
};

const layerRates = (groups: readonly string[], only: string, rate: number): string =>
  groups.map((group) => `${group}=${group === only ? rate : 0}`).join(',');
