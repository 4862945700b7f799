import type * as english from '../targets';
import type { Translation } from '../text';

export const wayNames: Translation<typeof english.wayNames> = {
  lose: '准确率最多下降若干百分点',
  size: '达到指定的大小或速度',
  rate: '每层裁去相同比例',
  adapt: '由 DCP-Adapt 决定',
};

export const sizeNames: Translation<typeof english.sizeNames> = {
  bytes: '大小',
  params: '参数量',
  flops: 'FLOPs',
  latency: '本机延迟',
};

export const amountLabels: Translation<typeof english.amountLabels> = {
  lose: '准确率可下降',
  bytes: '至多',
  params: '至多',
  flops: '至多',
  latency: '至多',
};

export const amountUnits: Translation<typeof english.amountUnits> = {
  lose: '百分点',
  bytes: 'kB',
  params: 'K',
  flops: 'M',
  latency: 'ms',
};

export const targetTexts: Translation<typeof english.targetTexts> = {
  rate: '每层裁去相同比例',
  lose: '准确率最多下降 {{amount}} 个百分点',
  bytes: '至多 {{amount}} 字节',
  params: '至多 {{amount}} 个参数',
  flops: '至多 {{amount}} FLOPs',
  latency: '{{images}}至多 {{amount}} ms',
};

export const wayNotes: Translation<typeof english.wayNotes> = {
  lose: '最多生成 {{tries}} 个网络，保留满足要求的最小一个：耗时最多为单个网络的 {{tries}} 倍。',
  'lose-one': '只做一个网络，按曲线取预计不超出的最小宽度。',
  size: '每层保留多少信道，取决于这些信道的价值。',
  rate: '各层比例相同，不论信道价值如何。',
  adapt: '每层不断选入信道，直到损失按 ε 稳定下来。',
};

export const wayWarnings: Translation<typeof english.wayWarnings> = {
  'not-apart':
    '训练图像少于 {{least}} 张时不另留验证图像：下降多少是在网络学习过的图像上判断的，在新图像上可能下降更多。',
};

export const searchTexts: Translation<typeof english.searchTexts> = {
  try: '第 {{number}} 个网络（最多 {{most}} 个）：{{params}} 个参数，{{flops}} FLOPs，{{images}} 张验证图像上的错误率差 {{gap}}：{{verdict}}',
  within: '满足目标',
  'too-much': '下降过多',
  one: '生成了一个网络：{{verdict}}',
  'fast-enough': '原网络已满足时间要求，未作裁剪',
  timed: '为 {{timed}} 个较窄的网络计时，生成了一个：{{verdict}}',
  'timed-multiples': '为 {{timed}} 个较窄的网络计时，生成了一个，宽度为 {{multiple}} 的倍数：{{verdict}}',
  several: '尝试了 {{tried}} 个网络，保留第 {{kept}} 个；{{verdict}}',
  met: '达到目标',
  'met-on': '在 {{images}} 张验证图像上达到目标',
  'not-met': '未达到目标，这一个损失最小',
  'too-slow': '未达到目标：最后一次测量超出了它',
  'not-met-on': '在 {{images}} 张验证图像上未达到目标，这一个在其上损失最小',
  'not-apart': '训练图像太少，无法另留验证图像，这些是它学习过的图像',
  known:
    '打开的网络在这些图像上的准确率为 {{validation}}，在测试图像上为 {{test}}：它很可能用这些图像训练过，在其上的损失比在新图像上大',
  proof: '在 {{images}} 张测试图像上的错误率差为 {{points}}',
};
