import type * as english from '../phases';
import type { Translation } from '../text';

export const phaseNames: Translation<typeof english.phaseNames> = {
  baseline: '基线',
  auxiliary: '辅助训练',
  selection: '选择',
  'fine-tuning': '微调',
  scratch: '从头训练',
  evaluation: '评估',
};

export const works: Translation<typeof english.works> = {
  compressed: '用更少比特存储的裁剪后网络',
  head: '{{layer}} 处的辅助分类器',
  heads: '所有辅助分类器',
  labels: '预测图像的标签',
  latency: '延迟',
  layer: '{{layer}}',
  network: '原网络',
  'own-loss': '网络自身的损失',
  pruned: '裁剪后的网络',
  splicing: '权重的去除与恢复',
  scales: '对批归一化的缩放系数施加惩罚',
  scores: '所有信道的得分',
  sensitivity: '{{layer}} 各信道的价值',
  scratch: '相同宽度、重新初始化的网络',
  surgery: '切除之后',
  validation: '在验证图像上',
};

export const phaseTexts: Translation<typeof english.phaseTexts> = {
  phase: '{{phase}}：{{work}}',
  gentler:
    '学习率为 {{learningRate}} 时，微调使网络变差（{{images}} 张图像上从 {{before}}% 到 {{after}}%）：改用 {{next}} 重新开始',
  tuned: '{{images}} 张验证图像上的准确率从 {{before}}% 变为 {{after}}%',
};

export const openingSteps: Translation<typeof english.openingSteps> = {
  waiting: '等待中',
  reading: '读取中',
  checking: '检查中',
  timing: '正在 WebGPU 和 wasm 上各测一个训练步的用时',
  compiling: '正在编译着色器',
  measuring: '测量中',
};
