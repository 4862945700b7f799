/** Numbers, times and lists as the language that is on writes them. */
import { joints } from './text';

/** They take long to make. By locale. */
const wholeFormats = new Map<string, Intl.NumberFormat>();

/** A whole number: `1,000`. */
export function formatWhole(count: number): string {
  const { locale } = joints;
  const format = wholeFormats.get(locale) ?? new Intl.NumberFormat(locale);
  wholeFormats.set(locale, format);
  return format.format(count);
}

/** A figure to so many digits, large ones without an exponent: `0.170`, `1230`. */
export function formatFigure(value: number, digits = 3): string {
  const told = value.toPrecision(digits);
  return told.includes('e+') ? String(Number(told)) : told;
}

/** A day and a time of day: `26 Nov, 11:30`. @param milliseconds since 1970 */
export const tellWhen = (milliseconds: number): string =>
  new Intl.DateTimeFormat(joints.locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(
    milliseconds,
  );

/** `1, 2 and 7`. */
export const tellList = (items: ReadonlyArray<string | number>): string =>
  [items.slice(0, -1).join(joints.comma), items.slice(-1).join()].filter(Boolean).join(joints.and);
