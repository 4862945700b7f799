import type * as english from '../recipeView';
import type { Translation } from '../text';

export const recipeWords: Translation<typeof english.recipeWords> = {
  all: '全部',
  'all-as-above': '全部与上面相同',
  compress: '同时把裁剪后的网络{{term}}存储',
  'compress-term': '用更少的比特',
  'layer-by-layer': '逐层设置',
  method: '方法',
  more: '更多设置',
  'of-what': '指标',
  'open-first': '请先打开一个网络。',
  preset: '预设',
  'rate-of': '{{layer}} 的裁剪率',
  scratch: '与相同宽度、{{term}}的网络比较',
  'scratch-term': '从头训练',
  title: '配方',
};
