import { Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { useStudio } from '../../store/studioStore';
import { frameWords } from '../../words/views';

/** The whole page takes files that are dropped on it. */
export default function DropAnywhere() {
  const openFiles = useStudio((state) => state.openFiles);
  return (
    <Dropzone.FullScreen
      aria-hidden
      className="drop-anywhere"
      withinPortal={false}
      activateOnKeyboard={false}
      multiple
      onDrop={openFiles}
      inputProps={{ tabIndex: -1 }}
    >
      <Text ta="center" mt="42vh" size="xl">
        {frameWords.drop}
      </Text>
    </Dropzone.FullScreen>
  );
}
