import { Alert } from '@mantine/core';
import { useChoice } from '../../store/choice';
import { tellMissing } from '../../words/comparing';
import type { Contest } from './entries';

/** Says how many of the runs that a link compares this browser does not have. */
export function MissingRuns({ contests }: { contests: readonly Contest[] }) {
  const linked = useChoice((choice) => choice.linked);
  const known = new Set(contests.flatMap(({ entries }) => entries.map(({ key }) => key)));
  const missing = linked.filter((key) => !known.has(key));
  if (missing.length === 0) return null;
  return (
    <Alert role="note" variant="default" className="remark" p="xs" mb="sm">
      {tellMissing(missing.length)}
    </Alert>
  );
}
