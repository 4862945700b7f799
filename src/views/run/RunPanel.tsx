import { Button, Group, Progress, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconScissors } from '@tabler/icons-react';
import { isActive, useStudio } from '../../store/studioStore';
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
  return (
    <Panel title="Run" aside={<Controls />}>
      <RunProgress />
    </Panel>
  );
}

function Controls() {
  const status = useStudio((state) => state.status);
  const isReady = useStudio((state) => state.network !== undefined && !state.busy);
  const { prune, pause, resume, cancel } = useStudio.getState();
  const isRunning = useStudio(isActive);
  return (
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
      {isRunning ? (
        <Button color="red" variant="light" leftSection={<IconPlayerStop size={16} />} onClick={cancel}>
          Cancel
        </Button>
      ) : (
        <Button leftSection={<IconScissors size={16} />} disabled={!isReady} onClick={prune}>
          Prune
        </Button>
      )}
    </Group>
  );
}

function RunProgress() {
  const status = useStudio((state) => state.status);
  const elapsed = useStudio((state) => state.elapsed);
  const { progress, phase, detail } = useStudio((state) => state.run);
  const isRunning = useStudio(isActive);
  const left = progress > 0.02 ? (elapsed / progress) * (1 - progress) : undefined;
  return (
    <>
      <Progress value={100 * progress} transitionDuration={0} aria-label="Progress of the run" size="lg" />
      <Group justify="space-between" mt={6}>
        <Text size="sm" role="status">
          {isRunning && phase ? `${phase}: ${detail}` : statusText[status]}
        </Text>
        <Text size="sm" c="dimmed" className="numbers">
          {isRunning
            ? `${formatTime(elapsed)}${left === undefined ? '' : `, about ${formatTime(left)} left`}`
            : '\u00a0'}
        </Text>
      </Group>
    </>
  );
}
