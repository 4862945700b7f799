import { useElementSize } from '@mantine/hooks';
import type { LayerState } from '../../../runs/state';
import { cellNames, pruneWords, tellScore, tellScoresInOrder } from '../../../words/pruneView';
import { joinSentences, sentence } from '../../../words/text';
import { type Cell, cellsOf } from '../../cells/cells';
import { type Ranked, ranked } from './ranked';
import { linear, plotHeight } from './scale';

const kinds = ['undecided', 'removed', 'kept', 'joining'] as const;

interface Props {
  readonly layer: LayerState;
  /** Channels that have just joined. */
  readonly joining: readonly number[];
  /** In the place of scores, where there are none. */
  readonly empty: string;
}

/** A layer's scores as bars, those of channels that have joined first, with a line where the layer's width ends. */
export function ScorePlot({ layer, joining, empty }: Props) {
  const { ref, width } = useElementSize();
  const height = plotHeight(width);
  const bars = ranked(layer, cellsOf(layer, joining));
  const [first, last] = [bars[0], bars.at(-1)];
  const most = bars.reduce((largest, { score }) => Math.max(largest, score), 0) || 1;
  const pitch = width / Math.max(1, bars.length);
  const y = linear([0, most], [0, height - 10]);
  const paths = barsOf(bars, pitch, y, height);
  return (
    <div ref={ref} className="plot">
      <div className="plot-legend">
        {kinds.toReversed().map((kind) => (
          <span key={kind}>
            <i className={`cell cell-${kind}`} /> {cellNames[kind]}
          </span>
        ))}
      </div>
      {bars.length === 0 && <p className="plot-empty">{empty}</p>}
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={first && last ? tellScoresInOrder(bars.length, [first, last], layer.keeps) : empty}
      >
        {kinds.map((kind) => (
          <path key={kind} className={`score score-${kind}`} d={paths[kind]} />
        ))}
        {bars.length > 0 && (
          <line className="cut" x1={layer.keeps * pitch} x2={layer.keeps * pitch} y1={0} y2={height} />
        )}
        <line x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} className="axis" />
      </svg>
      <p className="plot-note">
        {first && joinSentences([sentence(tellScore(first.channel, first.score)), pruneWords['ranked-scores']])}
      </p>
    </div>
  );
}

/** All bars of a kind as one path: thousands of them stay one element. */
function barsOf(
  bars: readonly Ranked[],
  pitch: number,
  y: (score: number) => number,
  height: number,
): Record<Cell, string> {
  const gap = pitch > 4 ? 1.5 : 0;
  const paths = { undecided: '', removed: '', kept: '', joining: '' };
  for (const [place, { cell, score }] of bars.entries()) {
    const tall = Math.max(1, y(score)).toFixed(1);
    paths[cell] += `M${(place * pitch).toFixed(2)} ${height}v-${tall}h${(pitch - gap).toFixed(2)}v${tall}z`;
  }
  return paths;
}
