import type * as english from '../bar';
import type { Translation } from '../text';

export const barWords: Translation<typeof english.barWords> = {
  bar: '运行栏',
  cancel: '取消',
  pause: '暂停',
  progress: '运行进度',
  prune: '开始裁剪',
  resume: '继续',
  run: '运行控制',
};

export const statusTexts: Translation<typeof english.statusTexts> = {
  cancelled: '已取消，打开的网络保持原样',
  doing: '{{task}}……',
  failed: '运行失败，打开的网络保持原样',
  finished: '已完成',
  'first-look': '初步测量 {{layer}}：第 {{number}} 层，共 {{layers}} 层',
  measuring: '正在测量 {{layer}}：第 {{number}} 层，共 {{layers}} 层',
  'measuring-layers': '正在测量每一层',
  'nothing-open': '没有打开的网络',
  paused: '已暂停（{{at}}）',
  ready: '就绪',
  starting: '正在启动',
};

export const timeTexts: Translation<typeof english.timeTexts> = {
  expected: '在此运行约需 {{low}} 至 {{high}}',
  'only-left': '约剩 {{left}}',
  left: '已用 {{elapsed}}，约剩 {{low}} 至 {{high}}',
  'left-brief': '已用 {{elapsed}}，约剩 {{high}}',
  sweep: '第 {{number}} 次，共 {{all}} 次',
  'sweep-left': '第 {{number}} 次，共 {{all}} 次，总共还需约 {{left}}',
  took: '用时 {{elapsed}}',
};

export const remarkTexts: Translation<typeof english.remarkTexts> = {
  'fewer-losses': '该网络只放得下 {{losses}} 个辅助损失。',
  memory: '内存：{{memory}}。',
  'scratch-stopped': '从头训练提前结束：{{reason}}。',
  stopped: '微调提前结束：{{reason}}。',
  tuned: '辅助训练：{{tuned}}。',
};
