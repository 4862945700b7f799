import type * as english from '../layerBars';
import type { Translation } from '../text';

export const layerBarWords: Translation<typeof english.layerBarWords> = {
  'all-alike': '各层一致',
  'channels-turn': '点按一个信道即保留它，再按即裁去，再按则交由方法决定。用键盘：方向键，然后 Enter。',
  drag: '拖动或点击横条，设定一层保留多少信道。未动的横条随裁剪率而定。点按层名，可逐一查看其信道。',
  'left-to-method': '每层保留多少信道，或在信道之内裁去什么，由方法决定：横条对它不起作用。',
  'left-to-target': '运行会自行寻找达到目标的宽度：横条对它不起作用。',
  'open-first': '请先打开一个网络。',
  reset: '重置',
  title: '逐层设置',
  unknown: '……',
};

export const layerBarTexts: Translation<typeof english.layerBarTexts> = {
  becomes: '{{from}} → {{to}}',
  'one-by-one': '{{layer}} 的各个信道',
  'channels-of': '{{layer}} 保留的信道数',
  'of-channels': '{{channels}} 个中的 {{kept}} 个',
  'by-hand-keeps': '手工保留 {{count}} 个',
  'by-hand-removes': '手工裁去 {{count}} 个',
  less: '−{{percent}}%，精确值',
  'less-at-least': '至少 −{{percent}}%',
  'reset-layer': '让 {{layer}} 随裁剪率而定',
};
