import { Button, FileButton, Stack, Text } from '@mantine/core';
import { memo } from 'react';
import { writeAddress } from '../../store/address';
import { isFree, type StudioState, shownRun } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { pruneWords } from '../../words/pruneView';
import { Panel } from '../Panel';

const canPrune = (state: StudioState): boolean => state.network !== undefined && isFree(state);

/** The ways on from a run that is watched: a run of one's own, or a network of one's own. */
export const YourTurn = memo(function YourTurn() {
  const isReady = useStudio(canPrune);
  const isRecorded = useStudio((state) => shownRun(state) === undefined);
  const { prune, openFiles } = useStudio.getState();
  if (!isRecorded) return null;
  return (
    <Panel title={pruneWords.turn}>
      <Stack gap="xs">
        <Button disabled={!isReady} onClick={prune}>
          {pruneWords['prune-this']}
        </Button>
        <FileButton multiple onChange={openFiles}>
          {(props) => (
            <Button {...props} variant="default">
              {pruneWords['open-own']}
            </Button>
          )}
        </FileButton>
        <Text size="xs" c="dimmed">
          {pruneWords['turn-hint']}
        </Text>
        <Button component="a" variant="default" href={writeAddress({ view: 'learn' })}>
          {pruneWords.why}
        </Button>
      </Stack>
    </Panel>
  );
});
