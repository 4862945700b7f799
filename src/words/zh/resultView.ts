import type * as english from '../resultView';
import type { Translation } from '../text';

export const resultWords: Translation<typeof english.resultWords> = {
  accuracy: '测试准确率',
  agreement: '一致率',
  baseline: '基线',
  busy: '超出 FLOPs 减少所能解释的程度：当时机器繁忙',
  download: '下载',
  'error-gap': '错误率差',
  latency: '延迟',
  'no-difference': '没有差别',
  noisy: '噪声太大，无法判断',
  'other-recipe': '裁剪时用的配方与现在设置的不同。',
  points: '百分点',
  pruned: '裁剪后',
  result: '结果',
  same: '相同',
  'same-widths': '相同宽度',
  scratch: '从头训练',
  selected: '微调前',
  'smaller-files': '更小的文件',
  'size-as-stored': '存储大小',
  weights: '权重',
  'weights-not-zero': '非零权重',
  'gap-from-pruned': '与裁剪后之差',
};

export const sizeRows: Translation<typeof english.sizeRows> = { parameters: '参数量', flops: 'FLOPs', size: '大小' };

export const resultTexts: Translation<typeof english.resultTexts> = {
  accuracy: '准确率（n = {{images}}）',
  'as-it-came': '{{network}}，裁剪后：{{format}} · 与原格式相同',
  counts: '测试图像中 {{counts}}。',
  earlier: '属于先前裁剪的 {{network}}。',
  faster: '速度为 {{times}} 倍',
  fewer: '减至 1/{{times}}',
  file: '{{network}}，裁剪后：{{format}}',
  'from-log': '属于 {{network}}，读自日志。',
  gap: '差 {{points}}',
  images: 'n = {{images}}',
  of: '{{recipe}}；{{dataset}}。',
  'of-parts': '{{recipe}}；{{dataset}}：{{parts}}。',
  slower: '耗时为 {{times}} 倍',
  smaller: '减至 1/{{times}}',
};

export const runFileNames: Translation<typeof english.runFileNames> = {
  selection: '保留的信道（selection.json）',
  report: '报告（report.json）',
  recipe: '配方（recipe.json）',
  events: '运行的全部记录（events.jsonl）',
};
