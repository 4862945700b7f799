import type * as english from '../quantities';
import type { Translation } from '../text';

export const durations: Translation<typeof english.durations> = {
  seconds: '{{seconds}} 秒',
  minutes: '{{minutes}} 分钟',
  'minutes-seconds': '{{minutes}} 分 {{seconds}} 秒',
  'hours-minutes': '{{hours}} 小时 {{minutes}} 分钟',
};
