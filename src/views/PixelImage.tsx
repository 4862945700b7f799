import { useEffect, useRef } from 'react';
import type { ImagesInfo } from '../store/state';

type Pixels = Omit<ImagesInfo['preview'][number], 'label'>;

/** An image of bytes, drawn pixel by pixel. */
export function PixelImage({ image, label }: { image: Pixels; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    context?.putImageData(toImageData(image), 0, 0);
  }, [image]);
  return <canvas ref={canvas} width={image.width} height={image.height} role="img" aria-label={label} />;
}

function toImageData({ width, height, channels, pixels }: Pixels): ImageData {
  const data = new ImageData(width, height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++)
      data.data[4 * pixel + channel] = pixels[pixel * channels + Math.min(channel, channels - 1)] ?? 0;
    data.data[4 * pixel + 3] = 255;
  }
  return data;
}
