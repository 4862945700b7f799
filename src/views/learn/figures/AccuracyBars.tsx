import { formatInterval, formatPercent } from '../../format';

interface Props {
  /** Shares, with their 95% intervals. */
  readonly rows: ReadonlyArray<{
    readonly name: string;
    readonly accuracy: number;
    readonly low: number;
    readonly high: number;
  }>;
  readonly label: string;
}

/** Accuracies as bars with their intervals, and in figures. */
export function AccuracyBars({ rows, label }: Props) {
  return (
    <figure className="accuracies">
      <figcaption>{label}</figcaption>
      {rows.map(({ name, accuracy, low, high }) => (
        <div key={name} className="accuracy">
          <span>{name}</span>
          <span className="numbers">
            <b>{formatPercent(accuracy)}</b> ({formatInterval({ low, high })})
          </span>
          <span className="accuracy-bar">
            <i style={{ width: `${100 * accuracy}%` }} />
            <i className="accuracy-range" style={{ left: `${100 * low}%`, width: `${100 * (high - low)}%` }} />
          </span>
        </div>
      ))}
    </figure>
  );
}
