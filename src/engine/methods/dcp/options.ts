/** How DCP selects. */
export interface DcpOptions {
  readonly lambda: number;
  readonly losses: number;
  readonly samples: number;
  readonly channelsPerStep: number;
  readonly schedule: 'upfront' | 'stagewise';
  readonly auxiliaryEpochs: number;
  readonly score: 'slice' | 'kernels';
  /** Take the channels with the largest scores, or some at random (Random DCP). */
  readonly choose: 'largest' | 'random';
  /** Eq 10 ends a group's selection (DCP-Adapt); absent for the recipe's counts. */
  readonly epsilon?: number;
}
