/** A score or a loss with three digits, as figures and texts of lessons have it. */
export const formatScore = (value: number): string => value.toPrecision(3);
