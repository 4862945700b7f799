interface Props {
  /** By each channel, as a share of the first loss. */
  readonly falls: readonly number[];
  readonly epsilon: number;
  /** Channels that stay. */
  readonly width: number;
  readonly label: string;
}

/** The share of the first loss at the bottom of the axis. */
const least = 0.002;

/** Lines across the bars. */
const ticks = [0.5, 0.1, 0.02, 0.005];

const heightOf = (share: number): number => 100 * Math.max(0, 1 - Math.log(share) / Math.log(least));

/** Falls of the loss as bars on a logarithmic axis, with the threshold across them. */
export function FallBars({ falls, epsilon, width, label }: Props) {
  return (
    <div className="bars falls" role="img" aria-label={label}>
      {falls.map((fall, channel) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: falls stay in their order
        <span key={channel} className="bar-column" data-state={channel < width ? 'kept' : 'out'}>
          <span className="bar-space">
            <i className="bar-now" style={{ height: `${heightOf(fall)}%` }} />
          </span>
          <span className="bar-cell">{channel + 1}</span>
        </span>
      ))}
      <div className="falls-axis">
        {ticks.map((share) => (
          <i key={share} className="falls-tick" style={{ bottom: `${heightOf(share)}%` }}>
            {share}
          </i>
        ))}
        <i className="falls-epsilon" data-symbol="epsilon" style={{ bottom: `${heightOf(epsilon)}%` }}>
          ε
        </i>
      </div>
    </div>
  );
}
