import type { NetworkInfo, StudioState } from '../../store/state';
import { layerBarWords, tellBecomes, tellLess } from '../../words/layerBars';
import { networkWords } from '../../words/networkView';
import { formatBytes, formatCount } from '../format';
import { Term } from '../Term';

interface Props {
  readonly before: NetworkInfo['sizes'];
  readonly planned: StudioState['planned'];
  /** What was planned is of another recipe: the sizes of this one are not known yet. */
  readonly isStale: boolean;
}

/** What the network costs, and what it is to cost, once that is known. */
export function PlannedSizes({ before, planned, isStale }: Props) {
  const after = planned?.cost;
  const sizes = [
    { of: 'params', term: 'parameters', name: networkWords.parameters, format: formatCount },
    { of: 'flops', term: 'flops', name: networkWords.flops, format: formatCount },
    { of: 'bytes', term: 'size', name: networkWords.size, format: formatBytes },
  ] as const;
  return (
    <dl className="planned-sizes numbers" data-stale={isStale || undefined} aria-busy={isStale}>
      {sizes.map(({ of, term, name, format }) => (
        <div key={of}>
          <dt>
            <Term name={term}>{name}</Term>
          </dt>
          <dd>
            <b>{tellBecomes(format(before[of]), after ? format(after[of]) : layerBarWords.unknown)}</b>{' '}
            {planned && <span>{tellLess(planned.cost[of] / before[of], planned.isExact)}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
