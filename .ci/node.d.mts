export function whyTooOld(version: string, range: string): string | undefined;
