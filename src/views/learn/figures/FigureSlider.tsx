import { Slider } from '@mantine/core';
import { captioned, joints } from '../../../words/text';

interface ListProps {
  readonly label: string;
  readonly values: readonly number[];
  /** Which of them is chosen. */
  readonly place: number;
  readonly onChange: (place: number) => void;
}

/** As many values stand below a slider on a phone. */
const mostLabels = 7;

/** A slider over some values, as far apart on the screen whatever lies between them. */
export function ListSlider({ label, values, place, onChange }: ListProps) {
  const spacing = Math.ceil(values.length / mostLabels);
  return (
    <FigureSlider
      label={label}
      value={place}
      shown={values[place]!}
      min={0}
      max={values.length - 1}
      marks={values.map((value, at) => ({ value: at, label: at % spacing === 0 ? String(value) : '' }))}
      onChange={onChange}
    />
  );
}

interface Props {
  readonly label: string;
  readonly value: number;
  /** What the value stands for, if it is not itself. */
  readonly shown?: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly marks?: ReadonlyArray<{ readonly value: number; readonly label: string }>;
  readonly onChange: (value: number) => void;
}

/** A slider with its name and its value above. */
export function FigureSlider({ label, value, shown = value, marks, onChange, ...range }: Props) {
  return (
    <div className="figure-slider" data-marked={marks ? '' : undefined}>
      <span>
        {label}
        {joints.colon}
        <b>{shown}</b>
      </span>
      <Slider
        {...range}
        {...(marks ? { marks: [...marks] } : {})}
        value={value}
        onChange={onChange}
        label={null}
        thumbLabel={captioned(label, String(shown))}
      />
    </div>
  );
}
