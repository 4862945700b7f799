import { colourOf, shapeOf } from '../../comparison/marks';

/** In either theme. */
export const themedColour = (method: string): string => {
  const [light, dark] = colourOf(method);
  return `light-dark(${light}, ${dark})`;
};

/** A method's mark within a line of text. */
export function MarkShape({ method }: { method: string }) {
  return (
    <svg className="mark-shape" viewBox="-7 -7 14 14" width={14} height={14} aria-hidden="true">
      <path d={shapeOf(method)} style={{ fill: themedColour(method) }} />
    </svg>
  );
}
