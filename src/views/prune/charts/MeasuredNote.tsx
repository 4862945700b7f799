import type { RunState } from '../../../runs/state';
import { type measuredNames, tellMeasured } from '../../../words/pruneView';
import { sentence } from '../../../words/text';

const order = ['baseline', 'selected', 'pruned', 'scratch'] as const satisfies ReadonlyArray<
  keyof typeof measuredNames
>;

/** The accuracies that the run has measured so far: training changes the last of them. */
export function MeasuredNote({ measured }: Pick<RunState, 'measured'>) {
  const told = order.flatMap((which) => {
    const one = measured[which];
    return one ? [tellMeasured(which, one)] : [];
  });
  if (told.length === 0) return null;
  return (
    <ul className="plot-note measured-note">
      {told.map((each) => (
        <li key={each}>{sentence(each)}</li>
      ))}
    </ul>
  );
}
