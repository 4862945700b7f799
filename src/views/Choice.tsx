import { NativeSelect, type NativeSelectProps } from '@mantine/core';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** The language of the label, where it is another than the page's. */
  readonly lang?: string;
}

interface Props<Value extends string> extends Omit<NativeSelectProps, 'data' | 'value' | 'onChange'> {
  readonly options: readonly Option<Value>[];
  readonly value: Value | undefined;
  /** What is shown as long as nothing is chosen. */
  readonly unchosen?: string;
  readonly onChange: (value: Value) => void;
}

/** One of a few, by the menu that the browser itself has: nothing more to load, and a phone shows its own. */
export function Choice<Value extends string>({ options, value, unchosen, onChange, ...others }: Props<Value>) {
  const choose = (chosen: string) => {
    const option = options.find((each) => each.value === chosen);
    if (option) onChange(option.value);
  };
  return (
    <NativeSelect {...others} value={value ?? ''} onChange={({ currentTarget }) => choose(currentTarget.value)}>
      {value === undefined && (
        <option value="" hidden>
          {unchosen}
        </option>
      )}
      {options.map(({ value, label, lang }) => (
        <option key={value} value={value} lang={lang}>
          {label}
        </option>
      ))}
    </NativeSelect>
  );
}
