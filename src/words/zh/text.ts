import type * as english from '../text';
import type { Translation } from '../text';

export const joints: Translation<typeof english.joints> = {
  locale: 'zh-CN',
  and: ' 和 ',
  aside: '，',
  between: '',
  colon: '：',
  comma: '、',
  semicolon: '；',
  stop: '。',
  quoted: '“{{words}}”',
};
