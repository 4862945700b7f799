import { Button, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconCamera } from '@tabler/icons-react';
import { useState } from 'react';
import { finishedRun, isComparable, type StudioState } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { tellOwnDisagreement, useWords } from '../../words/answers';
import { Panel } from '../Panel';
import { AskedImage, isAnsweredAlike } from './AskedImage';
import { Camera } from './Camera';

const isOfFinished = (state: StudioState): boolean =>
  state.comparable !== undefined && finishedRun(state)?.id === state.comparable;

/** Images of someone's own through both networks, the last one first. */
export function TryImages() {
  const isThere = useStudio(isOfFinished);
  const isReady = useStudio(isComparable);
  const askImages = useStudio((state) => state.askImages);
  const asking = useStudio((state) => state.asking);
  const [hasCamera, setHasCamera] = useState(false);
  if (!isThere) return null;
  return (
    <Panel
      title={useWords.ask}
      aside={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconCamera size={14} />}
          disabled={!isReady}
          onClick={() => setHasCamera(!hasCamera)}
        >
          {hasCamera ? useWords.stopCamera : useWords.camera}
        </Button>
      }
    >
      {hasCamera && <Camera onGone={() => setHasCamera(false)} />}
      <Dropzone
        onDrop={(files) => void askImages(files)}
        disabled={!isReady}
        multiple
        p="sm"
        inputProps={{ 'aria-label': useWords.ask }}
      >
        <Text size="sm" ta="center">
          {asking === 'images' ? useWords.asking : useWords.choose}
        </Text>
        <Text size="xs" ta="center" c="dimmed">
          {useWords.own}
        </Text>
      </Dropzone>
      <Asked />
    </Panel>
  );
}

function Asked() {
  const asked = useStudio((state) => state.asked);
  const run = useStudio(finishedRun);
  const own = asked.filter((image) => image.run === run?.id);
  const differing = own.filter((image) => !isAnsweredAlike(image)).length;
  return (
    <>
      {own.length > 0 && (
        <Text size="sm" mt="xs">
          {tellOwnDisagreement(differing, own.length)}
        </Text>
      )}
      <ul className="use-asked" aria-live="polite">
        {own.map((image, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: images may share a name
          <AskedImage key={`${image.name} ${own.length - index}`} image={image} classes={run?.reading?.classes ?? []} />
        ))}
      </ul>
    </>
  );
}
