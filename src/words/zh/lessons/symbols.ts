import type * as english from '../../lessons/symbols';
import type { Translation } from '../../text';

export const symbolWords: Translation<typeof english.symbolWords> = {
  A: { name: '已选集合', meaning: '已经加入的输入信道，其余的都在外面。' },
  F: { name: '分类头的特征', meaning: '辅助分类头对一层输出取平均得到的特征（式 4）。' },
  G: { name: '梯度', meaning: '联合损失随读取信道 k 的那些权重怎样变化。它的长度 ‖G‖ 就是该信道的得分。' },
  L: { name: '联合损失', meaning: '重建误差加上 λ 乘以识别感知损失（式 6）。选择信道就是要让它变小。' },
  LM: { name: '重建误差', meaning: '本层输出与未裁剪网络的输出相差多远：均方差的一半（式 3）。' },
  LS: { name: '识别感知损失', meaning: '分类头凭本层输出区分类别有多差：平均交叉熵，单位是奈特（式 5）。' },
  O: { name: '输出', meaning: '本层用已选信道算出的特征图。' },
  Ob: { name: '基准输出', meaning: '同一层在未裁剪网络中算出的特征图。' },
  Q: { name: '数值个数', meaning: '输出共有多少个数值：图像数 × 信道数 × 高 × 宽。' },
  T: { name: '温度', meaning: '知识蒸馏时，类别得分要除以它。温度越高，可能性较小的类别越受重视。' },
  W: { name: '权重', meaning: '本层的卷积核：每一对输入、输出信道都有一个小滤波器。' },
  X: { name: '输入', meaning: '本层读取的特征图，每个输入信道一张。' },
  alpha: { name: '蒸馏所占的份额', meaning: '损失中跟随教师网络回答的那一部分，其余由标签决定。' },
  epsilon: { name: '停止阈值', meaning: '当加入一个信道使联合损失下降的幅度不足初值的这个比例时，选择停止（式 10）。' },
  kappa: { name: '宽度', meaning: '一层最多可以保留的输入信道数（式 2）。' },
  lambda: { name: '识别项的权重', meaning: '识别感知损失在联合损失中的份量。0 表示只看重建误差。' },
  theta: { name: '分类头的权重', meaning: '作用在平均特征上的小分类器，在选择信道之前学好。' },
  y: { name: '标签', meaning: '每张图像所属的类别。' },
};
