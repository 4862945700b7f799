import { TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import { type Misfit, tellMisfit } from '../../words/fields';

export interface NumberLimits {
  min: number;
  max: number;
  step: number;
  whole: boolean;
}

interface Props extends NumberLimits {
  label: ReactNode;
  /** The field that it is. */
  name: string;
  disabled: boolean;
  value: number | undefined;
  /** What an empty field stands for; without it an emptied field gets its number back. */
  emptyMeans?: string;
  onChange(value: number | undefined): void;
  /** @param misfit absent if the field is well */
  onUnfit(misfit: Misfit | undefined): void;
}

/** A number as it was typed: one that cannot be is neither changed nor passed over, but said. */
export function NumberField(props: Props) {
  const { label, disabled, value, emptyMeans, onChange, onUnfit, ...limits } = props;
  const [text, setText] = useState(textOf(value));
  const misfit = misfitOf(text, props);
  useEffect(() => setText((before) => (numberOf(before) === value ? before : textOf(value))), [value]);

  const type = (typed: string): void => {
    setText(typed);
    const isEmpty = typed.trim() === '';
    const found = misfitOf(typed, props);
    onUnfit(found);
    if (!found && (!isEmpty || emptyMeans)) onChange(isEmpty ? undefined : numberOf(typed));
  };

  const step = (event: KeyboardEvent): void => {
    const steps = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const from = numberOf(text);
    if (steps === undefined || from === undefined) return;
    event.preventDefault();
    const next = Math.min(limits.max, Math.max(limits.min, from + steps * limits.step));
    type(textOf(Number(next.toPrecision(6))));
  };

  return (
    <TextInput
      label={label}
      disabled={disabled}
      inputMode={limits.whole ? 'numeric' : 'decimal'}
      placeholder={emptyMeans}
      value={text}
      error={misfit && tellMisfit(misfit)}
      onChange={({ currentTarget }) => type(currentTarget.value)}
      onBlur={() => {
        if (text.trim() === '' && !emptyMeans) setText(textOf(value));
      }}
      onKeyDown={step}
    />
  );
}

const textOf = (value: number | undefined): string => (value === undefined ? '' : String(value));

const numberOf = (text: string): number | undefined => {
  const number = text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'));
  return Number.isFinite(number) ? number : undefined;
};

function misfitOf(text: string, { name, min, max, whole }: Props): Misfit | undefined {
  if (text.trim() === '') return undefined;
  const number = numberOf(text);
  if (number === undefined) return { code: 'no-number', field: name };
  if (whole && !Number.isInteger(number)) return { code: 'part-number', field: name };
  return number < min || number > max ? { code: 'out-of-range', field: name, least: min, most: max } : undefined;
}
