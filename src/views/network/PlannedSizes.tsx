import type { NetworkInfo } from '../../store/state';
import { layerBarWords, tellBecomes, tellLess } from '../../words/layerBars';
import { networkWords } from '../../words/networkView';
import { formatBytes, formatCount } from '../format';
import { Term } from '../Term';

type Sizes = NetworkInfo['sizes'];

/** What the network costs, and what it is to cost, once that is known. */
export function PlannedSizes({ before, after }: { before: Sizes; after: Sizes | undefined }) {
  const sizes = [
    { of: 'params', term: 'parameters', name: networkWords.parameters, format: formatCount },
    { of: 'flops', term: 'flops', name: networkWords.flops, format: formatCount },
    { of: 'bytes', term: 'size', name: networkWords.size, format: formatBytes },
  ] as const;
  return (
    <dl className="planned-sizes numbers">
      {sizes.map(({ of, term, name, format }) => (
        <div key={of}>
          <dt>
            <Term name={term}>{name}</Term>
          </dt>
          <dd>
            <b>{tellBecomes(format(before[of]), after ? format(after[of]) : layerBarWords.unknown)}</b>{' '}
            {after && <span>{tellLess(after[of] / before[of])}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
