import { SegmentedControl } from '@mantine/core';

interface Props<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly values: readonly Value[];
  /** A value in words. */
  readonly tell: (value: Value) => string;
  readonly onChange: (value: Value) => void;
}

/** One of a few values, side by side. */
export const FigureChoice = <Value extends string>({ label, value, values, tell, onChange }: Props<Value>) => (
  <SegmentedControl
    fullWidth
    aria-label={label}
    value={value}
    onChange={onChange}
    data={values.map((each) => ({ value: each, label: tell(each) }))}
  />
);
