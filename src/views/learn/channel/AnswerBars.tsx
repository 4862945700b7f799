import { formatPercent } from '../../format';

interface Props {
  readonly title: string;
  readonly names: readonly string[];
  /** Of every class. */
  readonly shares: readonly number[];
  /** The class of the picture. */
  readonly right: number;
}

/** The likeliest three classes, and that of the picture, with their shares. */
export function AnswerBars({ title, names, shares, right }: Props) {
  const ranked = [...shares.keys()].sort((a, b) => shares[b]! - shares[a]!);
  const shown = [...new Set([...ranked.slice(0, 3), right])];
  return (
    <div className="answers">
      <p className="figure-title">{title}</p>
      {shown.map((index) => (
        <div key={names[index]} className="accuracy">
          <span>
            {names[index]}
            {index === right && ' ✓'}
          </span>
          <span className="numbers">{formatPercent(shares[index]!)}</span>
          <span className="accuracy-bar">
            <i style={{ width: `${100 * shares[index]!}%` }} />
          </span>
        </div>
      ))}
    </div>
  );
}
