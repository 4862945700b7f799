import type * as english from '../joining';
import type { Translation } from '../text';

const steepest = ['{{channels}}的联合损失梯度最大，因此入选。', '{{channels}}的联合损失梯度最大，因此入选。'] as const;

const first = ['{{channels}}只因位置而保留：权重重新初始化。', '{{channels}}只因位置而保留：权重重新初始化。'] as const;

const stays = ['{{channels}}保留。', '{{channels}}保留。'] as const;

export const joiningReasons: Translation<typeof english.joiningReasons> = {
  dcp: steepest,
  'dcp-adapt': steepest,
  random: ['{{channels}}被随机抽中，因此入选。', '{{channels}}被随机抽中，因此入选。'],
  l1: ['{{channels}}的滤波器权重绝对值之和最大，因此保留。', '{{channels}}的滤波器权重绝对值之和最大，因此保留。'],
  l2: ['{{channels}}的滤波器范数最大，因此保留。', '{{channels}}的滤波器范数最大，因此保留。'],
  fpgm: ['{{channels}}的滤波器离其他滤波器最远，因此保留。', '{{channels}}的滤波器离其他滤波器最远，因此保留。'],
  apoz: ['{{channels}}在样本上最少为零，因此保留。', '{{channels}}在样本上最少为零，因此保留。'],
  taylor: ['去掉{{channels}}会使网络的损失变化最大，因此保留。', '去掉{{channels}}会使网络的损失变化最大，因此保留。'],
  thinet: ['{{channels}}承载了该层输出的大部分，因此保留。', '{{channels}}承载了该层输出的大部分，因此保留。'],
  cp: ['LASSO 为{{channels}}留下了非零系数，因此保留。', 'LASSO 为{{channels}}留下了非零系数，因此保留。'],
  slimming: ['{{channels}}的批归一化缩放系数最大，因此保留。', '{{channels}}的批归一化缩放系数最大，因此保留。'],
  wm: first,
  'wm-plus': first,
  dkp: stays,
  surgery: stays,
};

export const unknownJoining: Translation<typeof english.unknownJoining> = [
  '{{channels}}得分最高，因此入选。',
  '{{channels}}得分最高，因此入选。',
];

export const channelTexts: Translation<typeof english.channelTexts> = {
  one: '信道 {{channel}} ',
  several: '信道 {{channels}} ',
  many: '{{count}} 个信道',
};
