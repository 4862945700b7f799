import { lazy, type ReactNode, Suspense } from 'react';
import type { TermName } from '../words/terms';
import { aMomentLater } from './aMomentLater';

interface Props {
  readonly name: TermName;
  readonly children: ReactNode;
}

const PlainWord = ({ children }: Props) => <span className="term">{children}</span>;

/** Where it does not come, the word stands by itself. */
const Meaning = lazy(() =>
  aMomentLater()
    .then(() => import('./Meaning'))
    .catch(() => ({ default: PlainWord })),
);

/** A word whose meaning can be asked for, a moment after the page has come. Not for use inside of a button. */
export const Term = (props: Props) => (
  <Suspense fallback={<PlainWord {...props} />}>
    <Meaning {...props} />
  </Suspense>
);
