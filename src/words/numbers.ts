/** Numbers and times as the language that is on writes them. */
import { i18n } from './translated';

/** A whole number: `1,000`. */
export const formatWhole = (count: number): string => new Intl.NumberFormat(i18n.language).format(count);
