import { Button, Group, Progress, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconScissors } from '@tabler/icons-react';
import { memoryRemark } from '../../runs/report';
import { isActive, isFree, type StudioState, shownRun, shownState } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { useElapsed } from '../../store/useElapsed';
import { tellError } from '../../words/errors';
import { tellPhase, tellTuned } from '../../words/phases';
import { tellTry } from '../../words/targets';
import { tellTask } from '../../words/tasks';
import { sentence } from '../../words/text';
import { viewNames } from '../../words/views';
import { Boundary } from '../Boundary';
import { formatTime, formatWhole } from '../format';
import { PlayBar } from './PlayBar';
import { PlayControls } from './PlayControls';

/** Starts, pauses and ends runs, and says what the page is at. */
export function RunBar() {
  const isPrune = useStudio((state) => state.view === 'prune');
  return (
    <section aria-label="Run" className="bar">
      <Boundary what="The bar">
        {isPrune && <PlayBar />}
        <div className="bar-row">
          {isPrune && <PlayControls />}
          <RunProgress />
          <Controls />
        </div>
      </Boundary>
    </section>
  );
}

const canPrune = (state: StudioState): boolean => state.network !== undefined && isFree(state);

const isFinished = (state: StudioState): boolean => state.view === 'prune' && shownRun(state)?.status === 'finished';

const runStatus = (state: StudioState) => shownRun(state)?.status;

/** Prune stays where it is, so that a second click of a double click meets no other button. */
function Controls() {
  const status = useStudio(runStatus);
  const isReady = useStudio(canPrune);
  const hasResult = useStudio(isFinished);
  const { prune, pause, resume, cancel, go } = useStudio.getState();
  return (
    <Group gap="xs" justify="flex-end">
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
      {(status === 'running' || status === 'paused') && (
        <Button color="red.9" leftSection={<IconPlayerStop size={16} />} onClick={cancel}>
          Cancel
        </Button>
      )}
      {hasResult && (
        <Button variant="default" onClick={() => go('use')}>
          {viewNames.use}
        </Button>
      )}
      <Button leftSection={<IconScissors size={16} />} disabled={!isReady} onClick={prune}>
        Prune
      </Button>
    </Group>
  );
}

function RunProgress() {
  const progress = useStudio((state) => shownState(state).progress);
  const isRunning = useStudio(isActive);
  const isIdle = useStudio((state) => shownRun(state) === undefined);
  return (
    <div className="bar-progress">
      <Progress
        value={100 * progress}
        transitionDuration={0}
        aria-label="Progress of the run"
        size="sm"
        style={isIdle ? { visibility: 'hidden' } : {}}
      />
      <Group justify="space-between" mt={4} gap="xs">
        <Text size="sm" role="status">
          {useStudio(statusOf)}
        </Text>
        <Text size="sm" c="dimmed" className="numbers">
          {isIdle ? '\u00a0' : <Times isRunning={isRunning} />}
        </Text>
      </Group>
      <Remarks />
    </div>
  );
}

/** What is worth a word about the run besides its figures. */
function Remarks() {
  const state = useStudio(shownState);
  const { fewerLosses, tuned, stopped, scratchStopped, report } = state;
  const tried = report ? undefined : state.tries.at(-1);
  const memory = memoryRemark(state);
  return (
    <Text size="xs" c="dimmed" className="remarks">
      {tried && `${sentence(tellTry(tried))} `}
      {memory && `Memory: ${memory}. `}
      {fewerLosses !== undefined && `The network has places for ${formatWhole(fewerLosses)} of the auxiliary losses. `}
      {tuned && `Auxiliary training: ${tellTuned(tuned)}. `}
      {stopped && `Fine-tuning ended early: ${tellError(stopped)}. `}
      {scratchStopped && `Training from scratch ended early: ${tellError(scratchStopped)}.`}
    </Text>
  );
}

/** What the run is at, or why there is none, in words. */
function statusOf(state: StudioState): string {
  const { phase } = shownState(state);
  const at = phase ? tellPhase(phase) : 'starting';
  switch (runStatus(state)) {
    case 'running':
      return at;
    case 'paused':
      return `Paused (${at})`;
    case 'finished':
      return 'Finished';
    case 'cancelled':
      return 'Cancelled; the open network is as it was';
    case 'failed':
      return 'Failed; the open network is as it was';
    case undefined: {
      const [activity] = state.activities;
      if (activity) return `${tellTask(activity.task)}…`;
      return state.network ? 'Ready' : 'No network is open';
    }
  }
}

function Times({ isRunning }: { isRunning: boolean }) {
  const elapsed = useElapsed();
  const left = useStudio((state) => shownState(state).secondsLeft);
  if (isRunning && left !== undefined) return `${formatTime(elapsed)}, about ${formatTime(1000 * left)} left`;
  return isRunning ? formatTime(elapsed) : `took ${formatTime(elapsed)}`;
}
