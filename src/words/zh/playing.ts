import type * as english from '../playing';
import type { Translation } from '../text';

export const strideNames: Translation<typeof english.strideNames> = {
  channel: { 1: '下一个信道或步骤', [-1]: '上一个信道或步骤' },
  layer: { 1: '下一层', [-1]: '上一层' },
  stage: { 1: '下一阶段', [-1]: '上一阶段' },
};

export const playWords: Translation<typeof english.playWords> = {
  end: '跟随运行',
  play: '播放',
  speed: '速度',
  stop: '停止播放',
  timeline: '运行的时刻',
};

export const spanNames: Translation<typeof english.spanNames> = {
  baseline: '基线',
  auxiliary: '辅助训练',
  selection: '打分',
  'fine-tuning': '微调',
  scratch: '从头训练',
  evaluation: '测量',
};

export const networkTexts: Translation<typeof english.networkTexts> = {
  of: '第 {{number}} 个网络，共 {{networks}} 个',
  'of-most': '第 {{number}} 个网络，最多 {{networks}} 个',
};

export const placeTexts: Translation<typeof english.placeTexts> = {
  place: '第 {{moment}} 步，共 {{moments}} 步',
  'place-at': '{{place}}：{{title}}',
};
