/** Numbers, times and lists as the language that is on writes them. */
import { joints } from './text';

/** A whole number: `1,000`. */
export const formatWhole = (count: number): string => new Intl.NumberFormat(joints.locale).format(count);

/** A day and a time of day: `26 Nov, 11:30`. @param milliseconds since 1970 */
export const tellWhen = (milliseconds: number): string =>
  new Intl.DateTimeFormat(joints.locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(
    milliseconds,
  );

/** `1, 2 and 7`. */
export const tellList = (items: ReadonlyArray<string | number>): string =>
  new Intl.ListFormat(joints.locale).format(items.map(String));
