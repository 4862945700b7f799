import type * as english from '../fields';
import type { Translation } from '../text';

const dcpPaper = 'Zhuang et al., NeurIPS 2018';

export const methodWords: Translation<typeof english.methodWords> = {
  dcp: { name: 'DCP', explanation: '按梯度', source: dcpPaper },
  'dcp-adapt': { name: 'DCP-Adapt', explanation: '按梯度，直到损失稳定', source: dcpPaper },
  random: { name: '随机 DCP', explanation: '随机', source: dcpPaper },
  l1: { name: 'L1 权重和', explanation: '按滤波器权重绝对值之和', source: 'Li et al., ICLR 2017' },
  l2: { name: 'L2 权重范数', explanation: '按滤波器的欧几里得范数', source: 'He et al., IJCAI 2018' },
  fpgm: {
    name: 'FPGM',
    explanation: '按滤波器与该层其他滤波器的距离，处于几何中位数处的是冗余的',
    source: 'He et al., CVPR 2019',
  },
  apoz: {
    name: 'APoZ',
    explanation: '按激活在样本上为零的频率，越少越好',
    source: 'Hu et al., Network Trimming, 2016',
  },
  taylor: { name: 'Taylor', explanation: '按去掉它时网络损失的一阶变化', source: 'Molchanov et al., ICLR 2017' },
  thinet: {
    name: 'ThiNet',
    explanation: '逐个去掉信道，使下一层的输出损失最小',
    source: 'Luo et al., ICCV 2017',
  },
  cp: { name: 'CP', explanation: '对各信道在下一层输出中的系数做 LASSO', source: 'He et al., ICCV 2017' },
  slimming: {
    name: 'Slimming',
    explanation: '按批归一化的缩放系数，训练时的惩罚项使其变小',
    source: 'Liu et al., ICCV 2017',
  },
  wm: {
    name: 'WM 从头训练',
    explanation: '不选择：以新的权重训练相同宽度的网络，没有教师网络',
    source: 'Howard et al., MobileNets, 2017',
  },
  'wm-plus': {
    name: 'WM+ 从头训练',
    explanation: '不选择：以新的权重和辅助损失训练相同宽度的网络，没有教师网络',
    source: dcpPaper,
  },
  dkp: { name: 'DKP', explanation: '按梯度逐个选择卷积核；信道保持不变', source: 'Liu et al., TPAMI 2021' },
  surgery: {
    name: '动态网络手术',
    explanation: '按大小逐个选择权重；信道保持不变，训练中变大的权重会恢复',
    source: 'Guo et al., NeurIPS 2016',
  },
};

export const presetLabels: Translation<typeof english.presetLabels> = {
  quick: '快速',
  balanced: '均衡',
  paper: '论文',
};

export const recipeTexts: Translation<typeof english.recipeTexts> = {
  choosing: '{{explanation}}（{{source}}）',
  preset: '{{method}}，预设“{{preset}}”',
  target: '目标',
  'target-question': '要缩小多少？',
};

export const fieldWords: Translation<typeof english.fieldWords> = {
  tries: { label: '最多尝试的网络数' },
  widthMultiple: { label: '宽度取其倍数' },
  rate: { label: '裁剪率' },
  lambda: { label: 'λ' },
  epsilon: { label: 'ε（DCP-Adapt）' },
  reconstructionWeight: { label: 'L_M 的权重' },
  solver: { label: '权重求解', choices: { newton: '牛顿法', sgd: 'SGD（论文）' } },
  sparseRefit: { label: '保留的权重', choices: { none: '保持原样', 'least-squares': '用最小二乘拟合' } },
  refit: { label: '保留的权重', choices: { 'least-squares': '用最小二乘拟合', none: '保持原样' } },
  sgdSteps: { label: 'SGD 步数' },
  losses: { label: '损失个数 P' },
  samples: { label: '选择用样本数' },
  fineTuningEpochs: { label: '微调轮数' },
  seed: { label: '随机种子' },
  auxiliaryEpochs: { label: '辅助训练轮数' },
  auxiliaryRate: { label: '辅助训练学习率' },
  baselineOutputs: {
    label: '要重建的输出',
    choices: { untouched: '原网络的（论文）', tuned: '第一阶段调整后网络的' },
  },
  fineTuningImages: { label: '每轮图像数' },
  learningRate: { label: '学习率' },
  rateSchedule: {
    label: '学习率调度',
    choices: { cosine: '余弦', step: '阶梯（论文）', 'mild-step': '缓和的阶梯（旧版）' },
  },
  distillation: { label: '知识蒸馏' },
  temperature: { label: '温度 T' },
  mirror: { label: '镜像图像', choices: { auto: '无害时使用', always: '总是', never: '从不' } },
  batchSize: { label: '批大小' },
  channelsPerStep: { label: '每步信道数' },
  schedule: { label: '阶段安排', choices: { upfront: '先统一训练', stagewise: '分阶段（论文）' } },
  streams: {
    label: '裁剪哪些信道',
    choices: { locked: '两层之间的', pruned: '也包括残差流', convolutions: '卷积的输入（论文）' },
  },
  kernelJoins: { label: '卷积核选入次数' },
  kernelPasses: { label: '每次选入后的遍数' },
  surgeryEpochs: { label: '手术轮数' },
  surgeryRate: { label: '手术学习率' },
  spliceEvery: { label: '两次决定间的步数' },
  sparsity: { label: '缩放系数的惩罚' },
  sparseEpochs: { label: '带惩罚的轮数' },
  sparseRate: { label: '带惩罚的学习率' },
  threshold: {
    label: '缩放系数的阈值',
    choices: { group: '每层一个，按裁剪率', network: '全网络一个（论文）' },
  },
  score: { label: '得分', choices: { slice: '切片的范数', kernels: '各卷积核范数之和' } },
};

export const units: Translation<typeof english.units> = { images: '张图像' };

export const misfits: Translation<typeof english.misfits> = {
  'no-number': '{{field}}：不是数字',
  'out-of-range': '{{field}}：应在 {{least}} 至 {{most}} 之间',
  'no-share': '{{field}}：应不小于 {{least}} 且小于 {{most}}',
  'part-number': '{{field}}：应为整数',
};
