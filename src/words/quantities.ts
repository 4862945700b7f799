const mebibyte = 2 ** 20;
const gibibyte = 2 ** 30;

/** Bytes of memory, rounded up. */
export const formatMemory = (bytes: number): string =>
  bytes < gibibyte ? `${Math.ceil(bytes / mebibyte)} MiB` : `${(bytes / gibibyte).toFixed(1)} GiB`;

/** In hours and minutes, or minutes, or seconds: no finer than an estimate is. */
export function formatDuration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
