import { memo } from 'react';
import { recordings } from '../../runs/recordings';
import { shownRun } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { pruneWords, tellRecording } from '../../words/pruneView';
import { Choice } from '../Choice';

/** The recordings beside the page; none is chosen while a run of one's own is shown. */
export const RecordingPicker = memo(function RecordingPicker() {
  const name = useStudio((state) => (shownRun(state) ? undefined : state.recording?.name));
  const { watchRecording, play } = useStudio.getState();
  const watch = async (chosen: string) => {
    await watchRecording(chosen);
    play();
  };
  return (
    <Choice
      label={pruneWords.recorded}
      options={recordings.map((recording) => ({ value: recording.name, label: tellRecording(recording) }))}
      value={name}
      unchosen={pruneWords['own-shown']}
      onChange={(chosen) => void watch(chosen)}
    />
  );
});
