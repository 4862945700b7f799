import { Button, CloseButton, Group, Text, Title } from '@mantine/core';
import { isOpen, type PlannedRun } from '../../store/queue/createQueue';
import { useQueue } from '../../store/queue/queueStore';
import { useStudio } from '../../store/studioStore';
import { comparingWords, tellPlanned, tellRemoving, tellWaiting } from '../../words/comparing';

/** Runs that are made one after the other. */
export function Queue() {
  const planned = useQueue((state) => state.planned);
  const goesOn = useQueue((state) => state.goesOn);
  const { goOn, stop } = useQueue.getState();
  const [next] = planned;
  const canGoOn = useStudio((state) => next !== undefined && isOpen(state, next));
  if (!next) return null;
  return (
    <section aria-label={comparingWords.queue}>
      <Group gap="md" mb="xs">
        <Title order={3} size="h6">
          {comparingWords.queue}
        </Title>
        {goesOn ? (
          <Button size="compact-sm" variant="default" onClick={stop}>
            {comparingWords.stop}
          </Button>
        ) : (
          <Button size="compact-sm" disabled={!canGoOn} onClick={() => void goOn()}>
            {comparingWords.goOn}
          </Button>
        )}
        {!goesOn && (
          <Text size="sm" c="dimmed">
            {canGoOn ? comparingWords.left : tellWaiting(next.network, next.images)}
          </Text>
        )}
      </Group>
      <ol className="queue">
        {planned.map((run, index) => (
          <Planned key={keyOf(run)} run={run} isUnderWay={goesOn && index === 0} />
        ))}
      </ol>
    </section>
  );
}

const keyOf = (run: PlannedRun): string => JSON.stringify(run);

function Planned({ run, isUnderWay }: { run: PlannedRun; isUnderWay: boolean }) {
  const { method, rate, seed } = run.recipe;
  const name = tellPlanned(method.id, rate, seed);
  return (
    <li>
      {name}
      {isUnderWay ? (
        <b> {comparingWords.underWay}</b>
      ) : (
        <CloseButton size="xs" aria-label={tellRemoving(name)} onClick={() => useQueue.getState().remove(run)} />
      )}
    </li>
  );
}
