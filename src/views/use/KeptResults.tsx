import { Button, Text } from '@mantine/core';
import { isUsable, type KeptRun } from '../../store/kept/keptRun';
import { useKept } from '../../store/kept/keptStore';
import { tellApart, titleOf } from '../../store/kept/titles';
import { isFree, shownRun } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { keptTexts, useWords } from '../../words/answers';
import { tellWhen } from '../../words/numbers';
import { fill, joints } from '../../words/text';
import { formatPercent } from '../format';
import { Panel } from '../Panel';

/** The newest are shown; all are in Compare. */
const most = 6;

/** Runs of earlier whose networks this browser keeps: the one that is shown first. */
export function KeptResults() {
  const kept = useKept((state) => state.runs);
  const shown = useStudio((state) => shownRun(state)?.id);
  const usable = (kept ?? []).filter(isUsable);
  const ordered = [...usable.filter(({ id }) => id === shown), ...usable.filter(({ id }) => id !== shown)];
  if (ordered.length === 0) return null;
  return (
    <Panel title={useWords.kept}>
      <ul className="kept-results">
        {ordered.slice(0, most).map((run) => (
          <KeptResult key={run.id} run={run} all={usable} />
        ))}
      </ul>
    </Panel>
  );
}

function KeptResult({ run, all }: { run: KeptRun; all: readonly KeptRun[] }) {
  const { id, network, report, began } = run;
  const use = useKept((state) => state.use);
  const canUse = useStudio((state) => state.backend !== undefined && isFree(state));
  const title = titleOf(run);
  return (
    <li>
      <span>
        <strong>{title}</strong>{' '}
        <Text span size="xs" c="dimmed">
          {[tellWhen(began), ...tellApart(run, all)].join(joints.aside)}
        </Text>
        {report && (
          <Text size="sm" className="numbers">
            {fill(keptTexts.change, {
              network,
              before: formatPercent(report.baseline.accuracy),
              after: formatPercent(report.pruned.accuracy),
              params: formatPercent(report.pruned.params / report.baseline.params),
            })}
          </Text>
        )}
      </span>
      <Button
        size="xs"
        variant="default"
        disabled={!canUse}
        aria-label={fill(keptTexts.use, { name: title, network })}
        onClick={() => void use(id)}
      >
        {useWords.keptUse}
      </Button>
    </li>
  );
}
