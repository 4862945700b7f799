import type { Translation } from '../text';
import type * as english from '../watching';

export const endTitles: Translation<typeof english.endTitles> = { beginning: '运行开始', ending: '已完成' };

export const workTitles: Translation<typeof english.workTitles> = {
  compressed: '测量用更少比特存储的网络',
  head: '训练 {{layer}} 区分类别',
  heads: '训练各深度区分类别',
  labels: '预测图像的标签',
  latency: '测量两个网络的耗时',
  layer: '选择 {{layer}} 保留的输入信道：{{chosen}}/{{keeps}}',
  network: '测量原网络',
  'own-loss': '用网络自身的损失训练',
  pruned: '测量裁剪后的网络',
  splicing: '权重去除，又恢复',
  scales: '使批归一化的缩放系数变小',
  scores: '为所有信道打分',
  sensitivity: '测量 {{layer}} 各信道的价值',
  scratch: '测量相同宽度、从头训练的网络',
  surgery: '切除未保留的信道',
  validation: '在验证图像上测量',
};

export const trainingTitles: Translation<typeof english.trainingTitles> = {
  compressed: '用舍入后的权重训练',
  pruned: '微调裁剪后的网络',
  scratch: '从头训练相同宽度的网络',
};

export const workReasons: Translation<typeof english.workReasons> = {
  compressed: '每个权重用更少的比特，文件就更小；预测是否不变，要经测量。',
  head: '一个小分类器读取该层的输出（式 4、5）。它的损失 L_S 促使下面的层去区分类别。',
  heads: '几个小分类器读取不同深度的层的输出（式 4、5）。它们的损失 L_S 促使下面的层去区分类别。',
  labels: '图像没有标签，因此用原网络的预测代替。',
  latency: '同一批图像轮流通过两个网络，这样本机上的其他任务对两者的影响相同。',
  layer: '开始时没有输入信道。每次打分后，选入使损失下降最多的信道。',
  network: '后面的一切都与它比较。',
  'own-loss': '最后一个损失是网络末端自身的损失。',
  pruned: '留下的部分要学会在没有其余部分时工作。',
  splicing: '小的权重被屏蔽；重新变大的再恢复。',
  scales: '惩罚项使不重要的信道的缩放系数变小，从而与其他信道区分开。',
  scores: '先给每个信道打分，再决定去掉哪些。',
  sensitivity: '只用部分信道时的损失，说明该层需要多少信道。',
  scratch: '不用保留下来的权重，相同宽度能达到什么水平。',
  surgery: '信道连同产生它们的滤波器、偏置和批归一化一起永久移除。',
  validation: '决定依据训练时留出的图像作出，从不使用测试图像。',
};

export const moments: Translation<typeof english.moments> = {
  begun: '用 {{method}} 裁剪 {{network}}：{{layers}}共有 {{channels}} 个输入信道，将保留 {{keeps}} 个。',
  baseline: '原网络在 {{images}} 张测试图像上的准确率为 {{accuracy}}。',
  selected: '刚裁剪完，在 {{images}} 张测试图像上的准确率为 {{accuracy}}；微调尚未开始。',
  pruned: '裁剪后的网络在 {{images}} 张测试图像上的准确率为 {{accuracy}}。',
  scratch: '相同宽度、从头训练的网络在 {{images}} 张测试图像上的准确率为 {{accuracy}}。',
  mirrors: '网络对镜像图像的预测与原图一样好，因此训练时有一半图像作镜像。',
  'no-mirrors': '网络对镜像图像的预测不如原图，因此训练时图像保持原样。',
  trained: '第 {{epoch}} 轮，第 {{step}} 步（共 {{steps}} 步）：损失为 {{loss}}。',
  epoch: '第 {{epoch}} 轮之后，在 {{images}} 张验证图像上的准确率为 {{accuracy}}；未裁剪时为 {{baseline}}。',
  'no-epoch': '第 1 轮之前，在 {{images}} 张验证图像上的准确率为 {{accuracy}}；未裁剪时为 {{baseline}}。',
  stepped: '第 {{step}} 步（共 {{steps}} 步）：损失为 {{loss}}。',
  'joint-first': '没有任何信道时，联合损失为 {{joint}}。',
  joint: '联合损失为 {{joint}}，上一步之前为 {{before}}。',
  kept: '{{layer}} 的 {{channels}} 个输入信道中保留 {{kept}} 个，其余裁去。',
  settled:
    '{{layer}} 的 {{channels}} 个输入信道中保留 {{kept}} 个：再加一个，联合损失的下降不足其初值的 ε 倍（式 10）。',
  worth: '每个点是只用 {{layer}} 的这么多信道时的损失。',
  widths: '重新决定每层保留多少信道。',
  timed: '处理 {{images}}，裁剪后的网络用 {{pruned}} ms，原网络用 {{baseline}} ms。',
  finished:
    '在 {{images}} 张测试图像上的准确率从 {{before}} 变为 {{after}}；剩余参数量为原来的 {{params}}，FLOPs 为原来的 {{flops}}。',
  'finished-agreeing':
    '裁剪后的网络对 {{images}} 张测试图像中 {{after}} 的预测与原来相同；剩余参数量为原来的 {{params}}，FLOPs 为原来的 {{flops}}。',
};

export const layerCounts: Translation<typeof english.layerCounts> = { one: '1 层', several: '{{layers}} 层' };
