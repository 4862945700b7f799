import { Text, TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import type { NumberControl } from '../../engine/recipe/fields';
import { type Misfit, tellMisfit, units } from '../../words/fields';

interface Props {
  label: ReactNode;
  /** The field that it is. */
  name: string;
  control: NumberControl;
  disabled: boolean;
  value: number | undefined;
  /** What an empty field stands for; without it an emptied field gets its number back. */
  emptyMeans?: string;
  /** What it counts, in the place of the control's. */
  unit?: string;
  onChange(value: number | undefined): void;
  /** @param misfit absent if the field is well */
  onUnfit(misfit: Misfit | undefined): void;
}

/** A number as it was typed: one that cannot be is neither changed nor passed over, but said. */
export function NumberField(props: Props) {
  const { label, name, control, disabled, value, emptyMeans, onChange, onUnfit } = props;
  const [text, setText] = useState(textOf(value));
  const misfit = misfitOf(name, text, control);
  const unit = props.unit ?? (control.unit && units[control.unit]);
  useEffect(() => setText((before) => (isTextOf(value, before) ? before : textOf(value))), [value]);

  const type = (typed: string): void => {
    setText(typed);
    const isEmpty = typed.trim() === '';
    const found = misfitOf(name, typed, control);
    onUnfit(found);
    if (!found && (!isEmpty || emptyMeans)) onChange(isEmpty ? undefined : numberOf(typed));
  };

  const step = (event: KeyboardEvent): void => {
    const steps = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const from = numberOf(text);
    if (steps === undefined || from === undefined) return;
    event.preventDefault();
    type(textOf(stepped(from, steps, control)));
  };

  return (
    <TextInput
      label={label}
      disabled={disabled}
      inputMode={control.kind === 'count' ? 'numeric' : 'decimal'}
      placeholder={emptyMeans}
      value={text}
      error={misfit && tellMisfit(misfit)}
      onChange={({ currentTarget }) => type(currentTarget.value)}
      onBlur={() => {
        if (text.trim() === '' && !emptyMeans) setText(textOf(value));
      }}
      onKeyDown={step}
      {...(unit ? { rightSection: <Unit>{unit}</Unit>, rightSectionWidth: 56, rightSectionPointerEvents: 'none' } : {})}
    />
  );
}

function Unit({ children }: { children: string }) {
  return (
    <Text size="xs" c="dimmed">
      {children}
    </Text>
  );
}

const textOf = (value: number | undefined): string => (value === undefined ? '' : String(value));

const numberOf = (text: string): number | undefined => {
  const number = text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'));
  return Number.isFinite(number) ? number : undefined;
};

const isTextOf = (value: number | undefined, text: string): boolean =>
  (numberOf(text) ?? text.trim()) === (value ?? '');

/** Why what was typed into a field cannot be its value. */
export function misfitOf(name: string, text: string, { kind, least, most }: NumberControl): Misfit | undefined {
  if (text.trim() === '') return undefined;
  const number = numberOf(text);
  if (number === undefined) return { code: 'no-number', field: name };
  if (kind === 'count' && !Number.isInteger(number)) return { code: 'part-number', field: name };
  const isBelow = kind === 'share' ? number < most : number <= most;
  if (isBelow && number >= least) return undefined;
  return { code: kind === 'share' ? 'no-share' : 'out-of-range', field: name, least, most };
}

/** The number some steps on, within its limits; a share that would reach its limit stays. */
export function stepped(from: number, steps: number, { kind, least, most, step }: NumberControl): number {
  const next = Math.min(most, Math.max(least, Number((from + steps * step).toPrecision(12))));
  return kind === 'share' && next === most ? from : next;
}
