import type { Contest } from './entries';

/** Methods in the order in which they come, by which marks are told apart. */
export const methodsOf = ({ entries }: Pick<Contest, 'entries'>): string[] => [
  ...new Set(entries.map(({ summary }) => summary.method)),
];
