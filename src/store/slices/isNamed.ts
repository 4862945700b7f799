/** Errors that come from the worker keep their name alone. */
export const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;
