import { colourOf, shapeOf } from '../../comparison/marks';

/** In either theme. */
export const themedColour = (method: number): string => {
  const [light, dark] = colourOf(method);
  return `light-dark(${light}, ${dark})`;
};

/** A method's mark within a line of text. */
export function MarkShape({ method }: { method: number }) {
  return (
    <svg className="mark-shape" viewBox="-7 -7 14 14" width={14} height={14} aria-hidden="true">
      <path d={shapeOf(method)} style={{ fill: themedColour(method) }} />
    </svg>
  );
}
