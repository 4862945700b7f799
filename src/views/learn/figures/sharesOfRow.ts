import type { Row } from '../../../comparison/row';

/** The accuracy of a row and its interval, as shares. */
export const sharesOfRow = ({ accuracy, accuracyLow, accuracyHigh }: Row) => ({
  accuracy: accuracy / 100,
  low: accuracyLow / 100,
  high: accuracyHigh / 100,
});
