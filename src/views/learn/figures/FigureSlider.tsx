import { Slider } from '@mantine/core';

interface ListProps {
  readonly label: string;
  readonly values: readonly number[];
  /** Which of them is chosen. */
  readonly place: number;
  readonly onChange: (place: number) => void;
}

/** A slider over some values, as far apart on the screen whatever lies between them. */
export const ListSlider = ({ label, values, place, onChange }: ListProps) => (
  <FigureSlider
    label={label}
    value={place}
    shown={values[place]!}
    min={0}
    max={values.length - 1}
    onChange={onChange}
  />
);

interface Props {
  readonly label: string;
  readonly value: number;
  /** What the value stands for, if it is not itself. */
  readonly shown?: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly onChange: (value: number) => void;
}

/** A slider with its name and its value above. */
export function FigureSlider({ label, value, shown = value, onChange, ...range }: Props) {
  return (
    <div className="figure-slider">
      <span>
        {label}: <b>{shown}</b>
      </span>
      <Slider {...range} value={value} onChange={onChange} label={null} thumbLabel={`${label}: ${shown}`} />
    </div>
  );
}
