import type * as english from '../keys';
import type { Translation } from '../text';

export const keysTitle: Translation<typeof english.keysTitle> = { title: '快捷键', close: '关闭' };

export const keyCaps: Translation<typeof english.keyCaps> = {
  views: '数字 1 – 5',
  play: '空格',
  channel: '左右方向键',
  layer: 'Shift 加左右方向键',
  stage: '上下方向键',
  timeline: 'Home、End、上下翻页键',
  squares: '方向键、回车',
  grids: '上下翻页键',
  back: 'Esc 键',
  undo: 'Ctrl 加 Z，Ctrl 加 Shift 加 Z',
  keys: '? 键',
};

export const keyActions: Translation<typeof english.keyActions> = {
  views: '网络、裁剪、对比、使用、学习',
  play: '裁剪：播放、停止',
  channel: '裁剪：前后一个信道或步骤；课程：前后一步',
  layer: '裁剪：前后一层',
  stage: '裁剪：前后一个阶段',
  timeline: '在时间轴上：到两端；前后十个时刻',
  squares: '在方格上：移到另一个信道；打开它',
  grids: '在方格上：到前一层或后一层',
  back: '先关闭信道，再关闭其所在的层',
  undo: '网络：撤销、重做',
  keys: '本列表',
};
