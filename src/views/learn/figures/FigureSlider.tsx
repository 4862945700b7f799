import { Slider } from '@mantine/core';

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
