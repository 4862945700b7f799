import { Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { isComparable, type OwnImage } from '../../store/state';
import { useStudio } from '../../store/studioStore';
import { tellOwnDisagreement, useWords } from '../../words/answers';
import { AskedImage, isAnsweredAlike } from './AskedImage';

/** The camera's picture through both networks, as often as they answer. */
export function Camera({ onGone }: { onGone: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [isDenied, setIsDenied] = useState(false);
  const [last, setLast] = useState<OwnImage>();
  const [count, setCount] = useState({ images: 0, differing: 0 });
  const askFrame = useStudio((state) => state.askFrame);
  const isReady = useStudio(isComparable);
  const classes = useStudio((state) => state.images?.reading.classes ?? []);

  useEffect(() => {
    if (!isReady) onGone();
  }, [isReady, onGone]);

  useEffect(() => {
    let isOn = true;
    let stream: MediaStream | undefined;
    const follow = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (!isOn || !video.current) return stop(stream);
      video.current.srcObject = stream;
      await video.current.play();
      while (isOn && video.current) {
        const frame = await squareOf(video.current);
        if (!frame) {
          await new Promise(requestAnimationFrame);
          continue;
        }
        const answer = await askFrame(frame);
        if (!answer) break;
        if (!isOn) return;
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
