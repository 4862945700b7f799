import type { Translation } from '../text';
import type * as english from '../views';

export const viewNames: Translation<typeof english.viewNames> = {
  network: '网络',
  prune: '裁剪',
  compare: '对比',
  use: '使用',
  learn: '学习',
};

export const frameWords: Translation<typeof english.frameWords> = {
  backend: '计算后端',
  'choose-backend': '选择计算后端',
  'classes-to-keep': '要保留的类别',
  'classes-why': '至少两个。其他类别的输出及其图像会被移除。',
  'copy-link': '复制链接',
  dismiss: '关闭',
  drop: '拖入网络、图像、配方或运行记录，可同时拖入多个',
  dropping: '拖入文件的功能',
  failed: '操作未成功',
  gone: '{{what}}无法显示，页面其余部分不受影响。',
  'in-glossary': '在词汇表中查看',
  'keep-classes': '保留所选',
  language: '语言',
  'link-copied': '链接已复制',
  meaning: '含义',
  'only-my-classes': '只保留我的类别',
  settings: '设置',
  studio: '工作台',
  title: 'Espalier：信道裁剪工作台',
  'try-again': '重试',
  views: '视图',
  'what-belongs': '{{title}}的附属内容',
};

export const schemeNames: Translation<typeof english.schemeNames> = {
  dark: '切换为深色',
  light: '切换为浅色',
};
