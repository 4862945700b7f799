import type * as english from '../recipeView';
import type { Translation } from '../text';

export const recipeWords: Translation<typeof english.recipeWords> = {
  'all-alike': '统一为一个裁剪率',
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

export const recipeNotes: Translation<typeof english.recipeNotes> = {
  training: '方法与训练：{{told}}',
  'all-of': '全部 {{images}}',
  'own-rate': '1 层有自己的裁剪率。',
  'own-rates': '{{layers}} 层有自己的裁剪率。',
};
