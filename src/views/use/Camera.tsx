import { Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { isActive, type OwnImage, type StudioState } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { tellOwnDisagreement, useWords } from '../../words/answers';
import { AskedImage, isAnsweredAlike } from './AskedImage';

/** Milliseconds until the networks are asked again, where they could not answer. */
const pause = 250;

/** So often in a row they may fail to. */
const mostFailures = 3;

/** The networks answer while a file is saved too, but not while a run or a change is under way. */
const canAsk = (state: StudioState): boolean =>
  !isActive(state) && state.activities.every(({ task }) => task.code === 'pack');

/** The camera's picture through both networks, as often as they answer; while something else is under way it waits. */
export function Camera() {
  const video = useRef<HTMLVideoElement>(null);
  const [isDenied, setIsDenied] = useState(false);
  const [last, setLast] = useState<OwnImage>();
  const [count, setCount] = useState({ images: 0, differing: 0 });
  const askFrame = useStudio((state) => state.askFrame);
  const classes = useStudio((state) => state.images?.reading.classes ?? []);

  useEffect(() => {
    let isOn = true;
    let stream: MediaStream | undefined;
    const follow = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (!isOn || !video.current) return stop(stream);
      video.current.srcObject = stream;
      await video.current.play();
      for (let failures = 0; isOn && video.current && failures < mostFailures; ) {
        const frame = canAsk(useStudio.getState()) ? await squareOf(video.current) : undefined;
        const answer = frame && (await askFrame(frame));
        if (!isOn) return;
        if (!answer) {
          failures += frame ? 1 : 0;
          await new Promise((resolve) => setTimeout(resolve, pause));
          continue;
        }
        failures = 0;
        setLast(answer);
        setCount(({ images, differing }) => ({
          images: images + 1,
          differing: differing + (isAnsweredAlike(answer) ? 0 : 1),
        }));
      }
    };
    follow().catch(() => isOn && setIsDenied(true));
    return () => {
      isOn = false;
      stop(stream);
    };
  }, [askFrame]);

  if (isDenied)
    return (
      <Text size="sm" role="alert">
        {useWords.cameraDenied}
      </Text>
    );
  return (
    <div className="use-camera">
      <video ref={video} muted playsInline aria-label={useWords.camera} />
      {count.images > 0 && <Text size="sm">{tellOwnDisagreement(count.differing, count.images)}</Text>}
      <ul className="use-asked">{last && <AskedImage image={last} classes={classes} />}</ul>
    </div>
  );
}

const stop = (stream: MediaStream | undefined): void => {
  for (const track of stream?.getTracks() ?? []) track.stop();
};

/** The largest square in the middle of a picture, as a file. */
async function squareOf(video: HTMLVideoElement): Promise<File | undefined> {
  const side = Math.min(video.videoWidth, video.videoHeight);
  if (side === 0) return undefined;
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d');
  context?.drawImage(
    video,
    ...[(video.videoWidth - side) / 2, (video.videoHeight - side) / 2, side, side],
    ...[0, 0, side, side],
  );
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.95));
  return blob ? new File([blob], useWords.camera, { type: blob.type }) : undefined;
}
