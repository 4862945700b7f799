import type * as english from '../figures';
import type { Translation } from '../text';

export const figureTexts: Translation<typeof english.figureTexts> = {
  range: '{{low}} 至 {{high}}',
  share: '{{share}}%（95% 置信区间：{{low}} 至 {{high}}）',
  accuracy: '准确率 {{share}}，n = {{images}}',
  agreement: '与原网络预测的一致率 {{share}}，n = {{images}}',
  points: '{{points}} 个百分点（95% 置信区间：{{range}}）',
  counts: '{{baselineOnly}} 张仅基线网络分对，{{prunedOnly}} 张仅本网络分对',
  gap: '错误率差 {{points}}，n = {{images}}：{{counts}}',
  image: '1 张图像',
  images: '{{images}} 张图像',
  runs: '{{images}}，运行 {{runs}} 次',
  unknown: '未知',
  parts: '{{train}} 张训练图像、{{validation}} 张验证图像和 {{test}} 张测试图像',
};

export const speeds: Translation<typeof english.speeds> = {
  faster: '更快',
  slower: '更慢',
  same: '本机测不出差别',
};
