import { fill } from './text';
import { translated } from './translated';

const mebibyte = 2 ** 20;
const gibibyte = 2 ** 30;

/** Bytes of memory, rounded up. */
export const formatMemory = (bytes: number): string =>
  bytes < gibibyte ? `${Math.ceil(bytes / mebibyte)} MiB` : `${(bytes / gibibyte).toFixed(1)} GiB`;

export const durations = translated('quantities.durations', {
  seconds: '{{seconds}} s',
  minutes: '{{minutes}} min',
  'minutes-seconds': '{{minutes}} min {{seconds}} s',
  'hours-minutes': '{{hours}} h {{minutes}} min',
});

/** In hours and minutes, or minutes, or seconds: no finer than an estimate is. */
export function formatDuration(seconds: number): string {
  if (seconds < 90) return fill(durations.seconds, { seconds: Math.round(seconds) });
  const minutes = Math.round(seconds / 60);
  return minutes < 60
    ? fill(durations.minutes, { minutes })
    : fill(durations['hours-minutes'], { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** To the second. */
export function formatTime(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  return seconds < 60
    ? fill(durations.seconds, { seconds })
    : fill(durations['minutes-seconds'], { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}
