import { memo } from 'react';
import { recordings } from '../../runs/recordings';
import { useStudio } from '../../store/studioStore';
import { pruneWords, tellRecording } from '../../words/pruneView';
import { Choice } from '../Choice';

/** Which of the runs that lie beside the page is watched. */
export const RecordingPicker = memo(function RecordingPicker() {
  const name = useStudio((state) => state.recording?.name);
  const { playRecording, play } = useStudio.getState();
  const watch = async (chosen: string) => {
    await playRecording(chosen);
    play();
  };
  return (
    <Choice
      label={pruneWords.recorded}
      options={recordings.map((recording) => ({ value: recording.name, label: tellRecording(recording) }))}
      value={name}
      onChange={(chosen) => void watch(chosen)}
    />
  );
});
