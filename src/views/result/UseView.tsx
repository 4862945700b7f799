import { ResultPanel } from './ResultPanel';

/** What a run has come to, and what can be taken away. */
export default function UseView() {
  return <ResultPanel />;
}
