import { memo } from 'react';
import type { Measured } from '../../engine/run/events';
import type { RunState } from '../../runs/state';
import { pruneWords } from '../../words/pruneView';
import type { TermName } from '../../words/terms';
import { formatCount, formatInterval, formatPercent } from '../format';
import { Panel } from '../Panel';
import { Term } from '../Term';

interface Props {
  readonly measured: RunState['measured'];
  readonly left: RunState['left'];
}

/** What is left of the network at a moment, and what it is worth as far as that is measured. */
export const Costs = memo(function Costs({ measured, left }: Props) {
  const { baseline, selected, pruned } = measured;
  const cost = pruned ?? selected ?? left ?? baseline;
  const now = pruned ?? selected ?? baseline;
  return (
    <Panel title={pruneWords.costs}>
      <Gauge
        term={now?.isAgreement ? 'agreement' : 'accuracy'}
        name={now?.isAgreement ? pruneWords.agreement : pruneWords.accuracy}
        told={baseline ? tellChange(baseline, pruned ?? selected, left !== undefined) : pruneWords['not-measured']}
        share={now?.accuracy ?? 0}
      />
      {(['params', 'flops'] as const).map((of) => (
        <Gauge
          key={of}
          term={of === 'params' ? 'parameters' : 'flops'}
          name={of === 'params' ? pruneWords.parameters : pruneWords.flops}
          told={
            baseline && cost ? `${formatCount(baseline[of])} → ${formatCount(cost[of])}` : pruneWords['not-measured']
          }
          share={baseline && cost ? cost[of] / baseline[of] : 0}
        />
      ))}
      <p className="plot-note">{pruneWords['costs-note']}</p>
    </Panel>
  );
});

/** Before, and after the cut once that is measured. @param isChanging channels are being chosen */
function tellChange(baseline: Measured, now: Measured | undefined, isChanging: boolean): string {
  const before = formatPercent(baseline.accuracy);
  if (now) return `${before} → ${formatPercent(now.accuracy)} ± ${(50 * (now.high - now.low)).toFixed(1)}`;
  return isChanging ? `${before} → ?` : `${before} (${formatInterval(baseline)})`;
}

function Gauge({ term, name, told, share }: { term: TermName; name: string; told: string; share: number }) {
  return (
    <div className="gauge">
      <span>
        <Term name={term}>{name}</Term>
      </span>
      <b className="numbers">{told}</b>
      <div className="gauge-bar" aria-hidden="true">
        <i style={{ width: `${100 * share}%` }} />
      </div>
    </div>
  );
}
