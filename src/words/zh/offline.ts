import type * as english from '../offline';
import type { Translation } from '../text';

export const offlineWords: Translation<typeof english.offlineWords> = {
  kept: '本浏览器已保存课程：从现在起，断网也能使用。',
  newer: '工作台有新版本。',
  reload: '重新载入',
  'other-tab': '另一个标签页里有运行、未保存的结果或您打开的文件。请先在那里完成，再回到这里重新载入。',
  'drop-again': '拖入页面的文件需要重新拖入。',
};
