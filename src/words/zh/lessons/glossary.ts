import type * as english from '../../lessons/glossary';
import type { Translation } from '../../text';

export const notionWords: Translation<typeof english.notionWords> = {
  accuracy: { name: '精度', meaning: '网络把多大比例的测试图像分对了类别。' },
  adapt: { name: 'DCP-Adapt', meaning: '由停止阈值 ε 自己决定每层宽度的 DCP（式 10）。' },
  'auxiliary-head': {
    name: '辅助分类头',
    meaning: '接在网络内部某层输出上的小分类器：批归一化、ReLU、平均、softmax（式 4 和式 5）。裁剪之后就拿掉。',
  },
  baseline: { name: '基准网络', meaning: '裁剪之前的网络。' },
  channel: { name: '信道', meaning: '一层交给下一层的许多张图（特征图）中的一张；对输入图像来说，就是一个颜色平面。' },
  convolution: { name: '卷积', meaning: '一个小滤波器在图上移动，在每个位置把下面的数值加权相加（式 1）。' },
  distillation: { name: '知识蒸馏', meaning: '让裁剪后的网络学着给出与未裁剪网络（教师）同样的回答，连同它的犹豫。' },
  epoch: { name: '轮', meaning: '训练时把全部图像过一遍。' },
  'feature-map': { name: '特征图', meaning: '一个信道对一张图像算出的结果：滤波器找到所响应的东西的地方是亮的。' },
  'fine-tuning': { name: '微调', meaning: '剪掉信道之后，用较小的学习率继续训练。' },
  gradient: { name: '梯度', meaning: '损失对每个权重的斜率：权重变动时损失变化多少。' },
  greedy: { name: '贪婪选择', meaning: '一次选一个信道，每次都选此刻看起来最好的，选过的不再退回（算法 2）。' },
  'joint-loss': { name: '联合损失', meaning: '选择信道时要减小的量：重建误差加 λ 乘以识别感知损失（式 6）。' },
  nats: { name: '奈特', meaning: '用自然对数计算的交叉熵的单位。在十个类别里瞎猜的代价是 ln 10，约 2.30 奈特。' },
  pruning: { name: '信道裁剪', meaning: '把训练好的网络中的整个信道剪掉，使它更小、更快。' },
  reconstruction: { name: '重建误差', meaning: '一层的输出与裁剪之前相差多远（式 3）。' },
  discrimination: { name: '识别感知损失', meaning: '网络内部分类头的交叉熵：一层的输出越能区分类别，它越小（式 5）。' },
};
