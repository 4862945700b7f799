import type { TermName } from '../words/terms';
import { Term } from './Term';

interface Props {
  /** A text with the place `{{term}}`. */
  readonly text: string;
  readonly name: TermName;
  /** What stands in that place, with its meaning. */
  readonly term: string;
}

/** A text with a term in it. */
export function WithTerm({ text, name, term }: Props) {
  const [before, after] = text.split('{{term}}');
  return (
    <>
      {before}
      <Term name={name}>{term}</Term>
      {after}
    </>
  );
}
