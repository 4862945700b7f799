import { Anchor, Progress, Table, Text } from '@mantine/core';
import type { KeptRun } from '../../store/kept/keptRun';
import { useKept } from '../../store/kept/keptStore';
import { titleOf } from '../../store/kept/titles';
import { useStudio } from '../../store/studioStore';
import { comparingWords, tellUnderWay } from '../../words/comparing';
import { tellWhen } from '../../words/numbers';
import { joints } from '../../words/text';
import { RunMenu } from './RunMenu';

/** A run that goes on, or has ended without a result. */
export function UnfinishedRow({ run }: { run: KeptRun }) {
  const reopen = useKept((state) => state.reopen);
  const progress = useStudio(({ runs }) => {
    const live = runs[run.id];
    return live?.status === 'running' || live?.status === 'paused' ? live.state.progress : undefined;
  });
  const isUnderWay = progress !== undefined;
  const name = titleOf(run);
  return (
    <Table.Tr>
      <Table.Td />
      <Table.Td className="run-name">
        <Anchor
          component="button"
          type="button"
          inherit
          title={comparingWords.watch}
          onClick={() => void reopen(run.id)}
        >
          {name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {[run.network, tellWhen(run.began)].join(joints.aside)}
        </Text>
      </Table.Td>
      <Table.Td colSpan={5} className="run-progress">
        {isUnderWay ? (
          <Progress value={100 * progress} aria-label={tellUnderWay(name)} />
        ) : (
          comparingWords['not-finished']
        )}
      </Table.Td>
      <Table.Td className="run-actions">{!isUnderWay && <RunMenu run={run} name={name} />}</Table.Td>
    </Table.Tr>
  );
}
