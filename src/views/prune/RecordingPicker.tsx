import { Select } from '@mantine/core';
import { memo } from 'react';
import { recordings } from '../../runs/recordings';
import { useStudio } from '../../store/studioStore';
import { pruneWords, tellRecording } from '../../words/pruneView';

/** Which of the runs that lie beside the page is watched. */
export const RecordingPicker = memo(function RecordingPicker() {
  const name = useStudio((state) => state.recording?.name);
  const { playRecording, play } = useStudio.getState();
  const watch = async (chosen: string) => {
    await playRecording(chosen);
    play();
  };
  return (
    <Select
      label={pruneWords.recorded}
      allowDeselect={false}
      data={recordings.map((recording) => ({ value: recording.name, label: tellRecording(recording) }))}
      value={name ?? null}
      onChange={(chosen) => chosen && void watch(chosen)}
    />
  );
});
