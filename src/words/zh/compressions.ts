import type * as english from '../compressions';
import type { Translation } from '../text';

export const compressionWords: Translation<typeof english.compressionWords> = {
  fp16: { name: '16 位浮点数', explanation: '每个权重存为 16 位浮点数（IEEE 754）' },
  int16: { name: '16 位量化', explanation: '卷积核存为 16 位整数，各带一个缩放系数（Jacob 2018，式 1）' },
  int8: { name: '8 位量化', explanation: '卷积核存为 8 位整数，各带一个缩放系数（Jacob 2018，式 1）' },
  twn: {
    name: '三值权重（TWN）',
    explanation: '中间层的卷积核取 −α、0 和 α，每层一个 α，每个权重 2 比特（Li 2016）',
  },
  bwn: {
    name: '二值权重（BWN）',
    explanation: '中间层的卷积核取 −α 和 α，每个滤波器一个 α，每个权重 1 比特（Rastegari 2016）',
  },
  xnor: {
    name: '二值权重与激活（XNOR-Net）',
    explanation:
      '权重二值化，中间层的输入也取每个信道均值两侧的两个值，其大小在一层中处处相同，而论文中每个位置各有其大小；此处为模拟（Rastegari 2016）',
  },
  dorefa: {
    name: '4 位权重与激活（DoReFa）',
    explanation: '中间层的卷积核及其输入为 4 位；此处为模拟（Zhou 2016）',
  },
  'deep-compression': {
    name: '稀疏、共享并编码（Deep Compression）',
    explanation: '去掉卷积核中十分之三的权重，其余取 32 个共享值，值和位置都用霍夫曼编码（Han 2015、2016）',
  },
};

export const compressedTexts: Translation<typeof english.compressedTexts> = {
  epoch: '训练 1 轮',
  epochs: '训练 {{epochs}} 轮',
  stopped: '{{training}}（提前结束：{{reason}}）',
  smaller: '减至 1/{{times}}',
  trained: '{{name}}，{{training}}',
  stored: '{{size}}，{{smaller}}',
  accuracy: '{{name}}：{{accuracy}}；{{size}} 字节，{{smaller}}',
  gap: '{{name}}：{{accuracy}}；与裁剪后网络的错误率差 {{gap}}；{{size}} 字节，{{smaller}}',
};
