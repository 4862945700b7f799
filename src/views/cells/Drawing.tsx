import { useEffect, useRef } from 'react';

interface Props {
  /** In pixels of the page. */
  readonly width: number;
  readonly height: number;
  /** What it shows, for those who hear it. */
  readonly label: string;
  /** Another function draws it anew. */
  readonly draw: (context: CanvasRenderingContext2D) => void;
}

/** A canvas as sharp as the screen. */
export function Drawing({ width, height, label, draw }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const ratio = devicePixelRatio;
    resize(context.canvas, Math.round(width * ratio), Math.round(height * ratio));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    draw(context);
  }, [draw, width, height]);
  return <canvas ref={canvas} role="img" aria-label={label} style={{ width, height }} />;
}

/** A canvas that is given a size takes new memory, even if it had that size. */
function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
