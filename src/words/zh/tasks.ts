import type * as english from '../tasks';
import type { Translation } from '../text';

export const tasks: Translation<typeof english.tasks> = {
  'keep-classes': '正在保留 {{count}} 个类别',
  'load-cifar10': '正在加载 CIFAR-10',
  'match-classes': '正在对应类别',
  measure: '正在测量准确率',
  open: '正在打开 {{name}}',
  'open-first': '正在打开 CIFAR-10 和 {{network}}',
  pack: '正在打包 {{file}}',
  'replace-worker': '工作线程丢失，正在启动新的线程',
  'scale-images': '正在缩放图像',
  'take-up': '正在取回裁剪后的 {{network}}',
  start: '正在启动 {{backend}}',
  'start-any': '正在启动计算后端',
};

export const buildTexts: Translation<typeof english.buildTexts> = { building: '正在构建 {{network}}' };
