import { Button, Group, Progress, Text } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconScissors } from '@tabler/icons-react';
import { useRef } from 'react';
import { likelyRange } from '../../engine/run/timeLeft';
import { memoryRemark } from '../../runs/report';
import { shortfallOf } from '../../runs/shortfall';
import { emptyState } from '../../runs/state';
import { isActive, isFree, isNextAsked, type StudioState, toldRun, toldState } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { useElapsed } from '../../store/useElapsed';
import { barWords, remarkTexts, statusTexts, tellLeft, tellMeasuring, tellSweep, timeTexts } from '../../words/bar';
import { tellError } from '../../words/errors';
import { formatWhole } from '../../words/numbers';
import { tellGentler, tellPhase, tellTuned } from '../../words/phases';
import { formatDuration, formatTime } from '../../words/quantities';
import { tellTry } from '../../words/targets';
import { tellTask } from '../../words/tasks';
import { fill, joinSentences, sentence } from '../../words/text';
import { viewNames } from '../../words/views';
import { Boundary } from '../Boundary';
import { PassesFocus } from '../PassesFocus';
import { SteadyButton } from '../SteadyButton';
import { PlayBar } from './PlayBar';
import { PlayControls } from './PlayControls';
import { useExpectedTime } from './useExpectedTime';
import { useRoomBelow } from './useRoomBelow';
import { useStanding } from './useStanding';

/** Starts, pauses and ends runs, and says what the page is at. */
export function RunBar() {
  const isPrune = useStudio((state) => state.view === 'prune');
  return (
    <section ref={useRoomBelow()} aria-label={barWords.run} className="bar">
      <Boundary what={barWords.bar}>
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

const isFinished = (state: StudioState): boolean => state.view === 'prune' && toldRun(state)?.status === 'finished';

const runStatus = (state: StudioState) => toldRun(state)?.status;

const fallsShort = (state: StudioState): boolean => {
  const run = toldRun(state);
  return run?.state.report !== undefined && shortfallOf(run.state.report, run.recipe) !== undefined;
};

/** No run has anything to tell: there is none, or it is over and another is asked for. */
const isIdle = (state: StudioState): boolean => toldRun(state) === undefined || isNextAsked(state);

/**
 * Prune stays where it is, so that a second click of a double click meets no other button. It keeps the focus while it can do
 * nothing, and takes it once a run is over: a Space that was meant for a button does not play the run.
 */
function Controls() {
  const status = useStudio(runStatus);
  const isReady = useStudio(canPrune);
  const hasResult = useStudio(isFinished);
  const { prune, cancel, go } = useStudio.getState();
  const place = useRef<HTMLButtonElement>(null);
  return (
    <Group gap="xs" justify="flex-end">
      {(status === 'running' || status === 'paused') && (
        <PassesFocus to={place}>
          <PauseOrResume isPaused={status === 'paused'} />
          <Button color="red.9" leftSection={<IconPlayerStop size={16} />} onClick={cancel}>
            {barWords.cancel}
          </Button>
        </PassesFocus>
      )}
      {hasResult && (
        <Button variant="default" onClick={() => go('use')}>
          {viewNames.use}
        </Button>
      )}
      <SteadyButton ref={place} leftSection={<IconScissors size={16} />} isReady={isReady} onClick={prune}>
        {barWords.prune}
      </SteadyButton>
    </Group>
  );
}

/** One button, whatever it says: it keeps the focus when it is pressed. */
function PauseOrResume({ isPaused }: { isPaused: boolean }) {
  const { pause, resume } = useStudio.getState();
  const Icon = isPaused ? IconPlayerPlay : IconPlayerPause;
  return (
    <Button variant="default" leftSection={<Icon size={16} />} onClick={isPaused ? resume : pause}>
      {isPaused ? barWords.resume : barWords.pause}
    </Button>
  );
}

function RunProgress() {
  const progress = useStudio((state) => toldState(state).progress);
  const isRunning = useStudio(isActive);
  const isBefore = useStudio(isIdle);
  const isShort = useStudio(fallsShort);
  return (
    <div className="bar-progress">
      <Progress
        value={100 * progress}
        transitionDuration={0}
        aria-label={barWords.progress}
        size="sm"
        {...(isShort ? { color: 'orange.8' } : {})}
        style={isBefore ? { visibility: 'hidden' } : {}}
      />
      <Group justify="space-between" mt={4} gap="xs" className="bar-status">
        <Text size="sm" role="status">
          {useStudio(statusOf)}
        </Text>
        <Text size="sm" c="dimmed" className="numbers">
          {isBefore ? <Expected /> : <Times isRunning={isRunning} />}
        </Text>
      </Group>
      <Remarks />
    </div>
  );
}

/** What is worth a word about the run besides its figures. */
function Remarks() {
  const state = useStudio((studio) => (isIdle(studio) ? emptyState : toldState(studio)));
  const { fewerLosses, tuned, gentler, stopped, scratchStopped, report } = state;
  const tried = report ? undefined : state.tries.at(-1);
  const memory = memoryRemark(state);
  return (
    <Text size="xs" c="dimmed" className="remarks">
      {joinSentences([
        tried && sentence(tellTry(tried)),
        memory !== undefined && fill(remarkTexts.memory, { memory }),
        fewerLosses !== undefined && fill(remarkTexts['fewer-losses'], { losses: formatWhole(fewerLosses) }),
        tuned && fill(remarkTexts.tuned, { tuned: tellTuned(tuned) }),
        gentler && sentence(tellGentler(gentler)),
        stopped && fill(remarkTexts.stopped, { reason: tellError(stopped) }),
        scratchStopped && fill(remarkTexts['scratch-stopped'], { reason: tellError(scratchStopped) }),
      ])}
    </Text>
  );
}

/** What the run is at, or why there is none, in words. */
function statusOf(state: StudioState): string {
  const { phase } = toldState(state);
  const at = phase ? tellPhase(phase) : statusTexts.starting;
  const status = isIdle(state) ? undefined : runStatus(state);
  switch (status) {
    case 'running':
      return at;
    case 'paused':
      return fill(statusTexts.paused, { at });
    case 'finished':
    case 'cancelled':
    case 'failed':
      return statusTexts[status];
    case undefined: {
      const [activity] = state.activities;
      if (activity) return fill(statusTexts.doing, { task: tellTask(activity.task) });
      if (state.isMeasuring) return measuringOf(state);
      return state.network ? statusTexts.ready : statusTexts['nothing-open'];
    }
  }
}

/** Which layer's channels are measured. */
function measuringOf({ measuredNow, network, recipe }: StudioState): string {
  const layers = network?.layers[recipe.streams] ?? [];
  const place = layers.findIndex(({ name }) => name === measuredNow?.layer);
  const layer = layers[place];
  if (!measuredNow || !layer) return statusTexts['measuring-layers'];
  return tellMeasuring(layer.name, place + 1, layers.length, measuredNow.isRough);
}

/** How long a run would take, or what is measured now. */
function Expected() {
  const time = useExpectedTime();
  const left = useStudio(({ measuredNow }) => (measuredNow?.isRough ? undefined : measuredNow?.secondsLeft));
  const isMeasuring = useStudio((state) => state.isMeasuring);
  if (left !== undefined) return fill(timeTexts['only-left'], { left: formatTime(1000 * left) });
  if (isMeasuring) return '\u00a0';
  if (!time) return '\u00a0';
  return fill(timeTexts.expected, { low: formatDuration(time.low), high: formatDuration(time.high) });
}

function Times({ isRunning }: { isRunning: boolean }) {
  const elapsed = useElapsed();
  const left = useStudio((state) => toldState(state).secondsLeft);
  const progress = useStudio((state) => toldState(state).progress);
  const sweep = useStanding(elapsed);
  const told = formatTime(elapsed);
  if (isRunning && sweep) return tellSweep(sweep);
  if (isRunning && left !== undefined) return tellLeft(told, likelyRange(left, progress));
  return isRunning ? told : fill(timeTexts.took, { elapsed: told });
}
