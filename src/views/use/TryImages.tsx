import { Button, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconCamera } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { RunId } from '../../runs/log';
import { finishedRun, isComparable, type StudioState } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { tellOwnDisagreement, useWords } from '../../words/answers';
import { Panel } from '../Panel';
import { AskedImage, isAnsweredAlike } from './AskedImage';
import { Camera } from './Camera';

/** The run whose networks are there to be asked. */
const comparedRun = (state: StudioState): RunId | undefined =>
  finishedRun(state)?.id === state.comparable ? state.comparable : undefined;

/** Images of someone's own through both networks, the last one first. */
export function TryImages() {
  const compared = useStudio(comparedRun);
  const isReady = useStudio(isComparable);
  const askImages = useStudio((state) => state.askImages);
  const asking = useStudio((state) => state.asking);
  const [hasCamera, setHasCamera] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the camera closes once the networks that it compares are gone
  useEffect(() => setHasCamera(false), [compared]);
  if (compared === undefined) return null;
  return (
    <Panel
      title={useWords.ask}
      aside={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconCamera size={14} />}
          disabled={!isReady && !hasCamera}
          onClick={() => setHasCamera(!hasCamera)}
        >
          {hasCamera ? useWords.stopCamera : useWords.camera}
        </Button>
      }
    >
      {hasCamera && <Camera />}
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
