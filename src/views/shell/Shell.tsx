import { Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { useStudio } from '../../store/studioStore';
import { useLanguage } from '../../store/useLanguage';
import { frameWords } from '../../words/views';
import { RunBar } from '../bar/RunBar';
import { Notices } from '../Notices';
import { Header } from './Header';
import { Tools } from './Tools';
import { useViewKeys } from './useViewKeys';
import { View } from './views';

/**
 * The frame of the page: a header, the view that is shown, and the bar of runs, which is in reach in all of them. The bar comes
 * before the view for the keyboard, and is seen below it. In another language both are built anew; the tools stay, so that the
 * menu of languages keeps the focus.
 */
export function Shell() {
  const view = useStudio((state) => state.view);
  const openFiles = useStudio((state) => state.openFiles);
  const language = useLanguage();
  useViewKeys();
  return (
    <div className="shell">
      <Header />
      <RunBar key={`bar ${language}`} />
      <Tools />
      <main className="view">
        <View key={`${view} ${language}`} id={view} />
      </main>
      <Dropzone.FullScreen
        aria-hidden
        className="drop-anywhere"
        withinPortal={false}
        activateOnKeyboard={false}
        multiple
        onDrop={openFiles}
        inputProps={{ tabIndex: -1 }}
      >
        <Text ta="center" mt="20vh" size="xl">
          {frameWords.drop}
        </Text>
      </Dropzone.FullScreen>
      <Notices />
    </div>
  );
}
