import type * as english from '../recipeView';
import type { Translation } from '../text';

export const recipeWords: Translation<typeof english.recipeWords> = {
  all: '全部',
  compress: '同时把裁剪后的网络{{term}}存储',
  'compress-term': '用更少的比特',
  method: '方法',
  more: '更多设置',
  'of-what': '指标',
  preset: '预设',
  scratch: '与相同宽度、{{term}}的网络比较',
  'scratch-term': '从头训练',
  title: '配方',
};
