import { ActionIcon, Button, Group, Text } from '@mantine/core';
import {
  IconChevronLeft,
  IconChevronRight,
  IconChevronsLeft,
  IconChevronsRight,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBackFilled,
  IconPlayerSkipForwardFilled,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Stride } from '../../runs/moments';
import type { Speed } from '../../store/slices/types';
import { isBehind } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { useWatched } from '../../store/useWatched';
import { playWords, strideNames, tellMomentPlace } from '../../words/playing';
import { Choice } from '../Choice';

const speeds: readonly Speed[] = [1, 2, 4, 8];

/** Plays a run, and goes on or back by channel, layer or stage. */
export function PlayControls() {
  const isPlaying = useStudio((state) => state.isPlaying);
  const isLate = useStudio(isBehind);
  const speed = useStudio((state) => state.speed);
  const { play, stop, followEnd, setSpeed } = useStudio.getState();
  const Icon = isPlaying ? IconPlayerPauseFilled : IconPlayerPlayFilled;
  return (
    <Group gap={4} className="play-controls">
      <StrideButton stride="stage" direction={-1} icon={IconPlayerSkipBackFilled} />
      <StrideButton stride="layer" direction={-1} icon={IconChevronsLeft} />
      <StrideButton stride="channel" direction={-1} icon={IconChevronLeft} />
      <ActionIcon size="lg" aria-label={isPlaying ? playWords.stop : playWords.play} onClick={isPlaying ? stop : play}>
        <Icon size={16} />
      </ActionIcon>
      <StrideButton stride="channel" direction={1} icon={IconChevronRight} />
      <StrideButton stride="layer" direction={1} icon={IconChevronsRight} />
      <StrideButton stride="stage" direction={1} icon={IconPlayerSkipForwardFilled} />
      <Choice
        aria-label={playWords.speed}
        w={72}
        size="xs"
        value={String(speed)}
        options={speeds.map((times) => ({ value: String(times), label: `${times}×` }))}
        onChange={(chosen) => setSpeed(speeds.find((times) => String(times) === chosen) ?? 1)}
      />
      <Place />
      {isLate && (
        <Button size="xs" variant="default" onClick={followEnd}>
          {playWords.end}
        </Button>
      )}
    </Group>
  );
}

/** Which moment of how many is shown. */
function Place() {
  const watched = useWatched();
  if (!watched) return null;
  return (
    <Text size="sm" c="dimmed" className="numbers play-place" ml={8}>
      {tellMomentPlace(watched.frame.moment, watched.replay.moments.length)}
    </Text>
  );
}

interface StrideButtonProps {
  readonly stride: Stride;
  readonly direction: 1 | -1;
  readonly icon: ComponentType<{ size: number }>;
}

function StrideButton({ stride, direction, icon: Icon }: StrideButtonProps) {
  const go = useStudio((state) => state.stride);
  return (
    <ActionIcon
      size="lg"
      variant="default"
      aria-label={strideNames[stride][direction]}
      title={strideNames[stride][direction]}
      onClick={() => go(stride, direction)}
    >
      <Icon size={16} />
    </ActionIcon>
  );
}
