import { Skeleton, Tooltip } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ImagesInfo } from '../../store/state';
import { useStudio } from '../../store/studioStore';

type Preview = ImagesInfo['preview'][number];

/** A row of test images, each with its class one hover away. */
export function ImagePreview() {
  const preview = useStudio((state) => state.images?.preview);
  if (!preview) return <Skeleton height={34} mt="sm" animate={false} />;
  return (
    <div className="preview">
      {preview.map((image, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the images of a row have no names, and never move
        <PreviewImage key={index} image={image} />
      ))}
    </div>
  );
}

function PreviewImage({ image }: { image: Preview }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    context?.putImageData(toImageData(image), 0, 0);
  }, [image]);
  return (
    <Tooltip label={image.label} withArrow>
      <canvas
        ref={canvas}
        width={image.width}
        height={image.height}
        role="img"
        aria-label={`test image: ${image.label}`}
      />
    </Tooltip>
  );
}

function toImageData({ width, height, channels, pixels }: Preview): ImageData {
  const data = new ImageData(width, height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++)
      data.data[4 * pixel + channel] = pixels[pixel * channels + Math.min(channel, channels - 1)] ?? 0;
    data.data[4 * pixel + 3] = 255;
  }
  return data;
}
