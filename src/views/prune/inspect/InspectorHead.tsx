import { ActionIcon, Group, Title } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconX } from '@tabler/icons-react';
import type { LayerState } from '../../../runs/state';
import { useStudio } from '../../../store/studioStore';
import { inspectWords, tellChannelOf } from '../../../words/inspecting';
import { tellGroup } from '../../../words/names';
import { tellWidth } from '../../../words/pruneView';
import { closing } from './closing';

/** What is open, and the ways to the channels beside it and out. */
export function InspectorHead({ layer, channel }: { layer: LayerState; channel: number | undefined }) {
  const { name, chosen, channels, isDone } = layer;
  const lookAt = useStudio((state) => state.lookAt);
  return (
    <Group justify="space-between" wrap="nowrap" align="start">
      <Title order={2} size="h5" className="numbers">
        {channel === undefined ? tellGroup(name) : tellChannelOf(channel, name)}
        <span className="inspector-width">{tellWidth(chosen.length, channels, isDone)}</span>
      </Title>
      <Group gap={4} wrap="nowrap">
        {channel !== undefined && (
          <>
            <ActionIcon
              variant="default"
              aria-label={inspectWords.before}
              disabled={channel === 0}
              onClick={() => lookAt(name, channel - 1)}
            >
              <IconArrowLeft size={16} />
            </ActionIcon>
            <ActionIcon
              variant="default"
              aria-label={inspectWords.next}
              disabled={channel === channels - 1}
              onClick={() => lookAt(name, channel + 1)}
            >
              <IconArrowRight size={16} />
            </ActionIcon>
          </>
        )}
        <ActionIcon
          variant="default"
          aria-label={inspectWords.close}
          onClick={() => closing(name, () => lookAt(undefined))}
        >
          <IconX size={16} />
        </ActionIcon>
      </Group>
    </Group>
  );
}
