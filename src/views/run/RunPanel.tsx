import { Button, Group, Progress, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconScissors } from '@tabler/icons-react';
import { useStudio } from '../../store/studioStore';
import { formatTime } from '../format';
import { Panel } from '../Panel';

const statusText = {
  idle: 'Ready',
  running: 'Running',
  paused: 'Paused',
  finished: 'Finished',
  cancelled: 'Cancelled; the open network is as it was',
  failed: 'Failed; the open network is as it was',
} as const;

export function RunPanel() {
  const { network, status, run, elapsed, busy, prune, pause, resume, cancel } = useStudio();
  const active = status === 'running' || status === 'paused';
  const left = run.progress > 0.02 ? (elapsed / run.progress) * (1 - run.progress) : undefined;
  const phase = active && run.phase ? `${run.phase}: ${run.detail}` : statusText[status];
  return (
    <Panel
      title="Run"
      aside={
        <Group gap="xs">
          {status === 'paused' && (
            <Button variant="default" leftSection={<IconPlayerPlay size={16} />} onClick={resume}>
              Resume
            </Button>
          )}
          {status === 'running' && (
            <Button variant="default" leftSection={<IconPlayerPause size={16} />} onClick={pause}>
              Pause
            </Button>
          )}
          {active ? (
            <Button color="red" variant="light" leftSection={<IconPlayerStop size={16} />} onClick={cancel}>
              Cancel
            </Button>
          ) : (
            <Button leftSection={<IconScissors size={16} />} disabled={!network || Boolean(busy)} onClick={prune}>
              Prune
            </Button>
          )}
        </Group>
      }
    >
      <Progress value={100 * run.progress} aria-label="Progress of the run" animated={status === 'running'} size="lg" />
      <Group justify="space-between" mt={6}>
        <Text size="sm" role="status">
          {phase}
        </Text>
        <Text size="sm" c="dimmed" className="numbers">
          {active ? `${formatTime(elapsed)}${left === undefined ? '' : `, about ${formatTime(left)} left`}` : '\u00a0'}
        </Text>
      </Group>
    </Panel>
  );
}
