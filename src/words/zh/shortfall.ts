import type * as english from '../shortfall';
import type { Translation } from '../text';

export const shortfalls: Translation<typeof english.shortfalls> = {
  lost: '损失了 {{lost}} 个百分点',
  'lost-target': '损失了 {{lost}} 个百分点，目标是至多 {{most}} 个',
  'not-met': '未达到目标',
};

export const nextSteps: Translation<typeof english.nextSteps> = {
  'learning-rate': '下一步可试：降低学习率，因为微调反而使网络变差了。',
  images: '下一步可试：增加训练图像；这么少的图像很难恢复网络。',
  time: '下一步可试：要求再短一点的时间，或在机器空闲时再裁剪一次。',
  less: '下一步可试：少裁剪一些，或多微调几轮。',
};
