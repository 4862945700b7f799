import type * as english from '../pruneView';
import type { Translation } from '../text';

export const cellNames: Translation<typeof english.cellNames> = {
  kept: '保留',
  joining: '正在入选',
  removed: '裁去',
  undecided: '未决定',
};

export const handNames: Translation<typeof english.handNames> = {
  keep: '手工保留',
  remove: '手工裁去',
};

export const drawingTexts: Translation<typeof english.drawingTexts> = {
  head: '第 {{head}} 个辅助损失：在此计算 L_S',
  cells: '{{layer}}：{{channels}} 个信道中已选 {{chosen}} 个',
  'cells-by-hand': '{{layer}}：{{channels}} 个信道中已选 {{chosen}} 个；{{byHand}}',
  untouched: '{{channels}}',
  begun: '{{chosen}} / {{channels}}…',
  done: '{{chosen}} / {{channels}}',
  score: '信道 {{channel}}：得分 {{score}}',
  'scores-in-order': '{{channels}} 个得分，依次为：{{first}} … {{last}}。截断位置在第 {{keeps}} 个之后。',
  scores: '{{layer}} 的得分',
  losses: '{{layer}} 逐步选入信道时的损失',
};

export const pruneWords: Translation<typeof english.pruneWords> = {
  accuracy: '测试准确率',
  agreement: '一致率',
  flops: 'FLOPs',
  parameters: '参数量',
  'in-place': '一个方格是一个信道，位置始终不变。',
  charts: '图表',
  costs: '代价与收益',
  'costs-note':
    '裁去的信道是从权重中切除，而不是置零：参数量和 FLOPs 按目前已作的决定精确计算。准确率在裁剪前、刚裁剪后和最后各测一次。',
  empty: '还没有运行',
  'empty-hint': '裁剪打开的网络，或拖入一次运行的日志。',
  'from-epsilon': 'ε：低于此值则继续',
  'head-mark': 'L_S',
  legend: '方格的含义',
  'no-training': '稍后才训练。',
  'not-measured': '尚未测量',
  'open-own': '打开自己的网络',
  'prune-this': '裁剪该网络',
  'own-shown': '当前显示您自己的运行',
  recorded: '录制的运行',
  'recorded-adaptive': '{{network}}，{{method}}',
  'recorded-one': '{{network}}，{{method}}，裁去 {{percent}}%',
  'ranked-scores': '已加入的排在前面，各按加入时的得分；竖线处为截断位置。',
  'single-step': '只有一步：{{values}}。',
  training: '训练损失与准确率',
  'training-accuracy': '准确率，n = {{images}}',
  'unpruned-accuracy': '未裁剪',
  turn: '轮到你了',
  'turn-hint': '也可把文件拖到页面任意处。任何数据都不会离开本机。',
  why: '为什么有效？看讲解',
};

export const emptyScores: Translation<typeof english.emptyScores> = {
  later: '选择该层信道时才有得分。',
  measuring: '正在测量第一批得分。',
  again: '该网络在本次运行中较早生成，其得分在时间轴的前面部分。',
  none: '本次运行没有给该层信道打分。',
};

export const emptyLosses: Translation<typeof english.emptyLosses> = {
  later: '选择该层信道时才有损失。',
  measuring: '正在测量第一批损失。',
  again: '该网络在本次运行中较早生成，其损失在时间轴的前面部分。',
  none: '该方法没有逐层的损失。',
};

export const alongTexts: Translation<typeof english.alongTexts> = {
  epoch: ['{{count}} 轮', '{{count}} 轮', '轮'],
  channel: ['{{count}} 个信道', '{{count}} 个信道', '信道'],
};

export const measuredNames: Translation<typeof english.measuredNames> = {
  baseline: '裁剪前：{{share}}',
  selected: '刚裁剪后：{{share}}',
  pruned: '微调后：{{share}}',
  scratch: '相同宽度从头训练：{{share}}',
};
