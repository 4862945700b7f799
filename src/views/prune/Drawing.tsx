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
    context.canvas.width = width * ratio;
    context.canvas.height = height * ratio;
    context.scale(ratio, ratio);
    draw(context);
  }, [draw, width, height]);
  return <canvas ref={canvas} role="img" aria-label={label} style={{ width, height }} />;
}
