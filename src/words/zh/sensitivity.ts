import type * as english from '../sensitivity';
import type { Translation } from '../text';

export const sensitivityWords: Translation<typeof english.sensitivityWords> = {
  again: '重新测量',
  'by-hand': '这里不考虑手工选定的信道；运行时会考虑。',
  'bring-back': '恢复原来的',
  cancel: '取消',
  'left-rough': '部分图只是用少量图像粗略测得：重新测量即可更精确。',
  measure: '测量每一层',
  measuring: '正在测量……',
  roughly: '先用少量图像粗略测量；每幅图随后会依次更精确地重测。',
  suggest: '建议裁剪率',
  title: '各层能裁去多少',
  what: '只去掉某一层的部分信道、其他层保持完整时的准确率：读取它的层用最小二乘重新拟合，不作微调。在图中点击或拖动即可设置该层的裁剪率。',
};

export const sensitivityTexts: Translation<typeof english.sensitivityTexts> = {
  replaced: '建议的裁剪率取代了手动设置的 {{rates}} 个。',
  'replaced-one': '建议的裁剪率取代了手动设置的一个。',
  gone: '裁去 {{percent}}%',
  suggestion: '建议的裁剪率使剩余 FLOPs 不多于每层都裁去 {{percent}}% 时，并优先从代价最小的层裁去。',
  validation:
    '基于 {{images}}，运行时不用它们训练；原网络可能学习过这些图像，因此这里的表现会好于测试。阴影：95% 置信区间。',
  'rate-of': '按曲线设置 {{layer}} 的裁剪率',
  curve: '{{layer}}：完整时 {{accuracy}}%；{{points}}',
  point: '裁去 {{percent}}% 时 {{accuracy}}%',
};

export const stepWords: Translation<typeof english.stepWords> = { undo: '撤销', redo: '重做' };
