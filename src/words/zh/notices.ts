import type * as english from '../notices';
import type { Translation } from '../text';

export const news: Translation<typeof english.news> = {
  'images-asked': '只询问 {{all}} 张图像中的前 {{count}} 张：页面上最多保留这么多',
  'recipe-read': '已采用 {{file}} 中的配方',
  'other-run': '此链接中的运行不在本浏览器中；现在显示的是一次录制的运行，配方取自链接',
  'run-read': '显示的是 {{file}} 中的运行',
  'runs-read': '已读取 {{count}} 个运行：显示最后一个，全部列在“对比”中',
};

export const warnings: Translation<typeof english.warnings> = {
  unfit: '{{misfit}}；请改正后再裁剪',
  gone: '工作台无法重新启动：{{reason}}；请选择其他计算后端',
  'not-kept': '本浏览器不保存运行（{{reason}}）：离开前请下载需要的内容',
};

export const losses: Translation<typeof english.losses> = {
  idle: '工作线程丢失（{{reason}}），已由新的线程接替',
  working: '工作线程丢失（{{reason}}，当时正在“{{task}}”），已由新的线程接替',
};

export const recoveries: Translation<typeof english.recoveries> = {
  'nothing-open': '{{loss}}；当时没有打开任何内容',
  'partly-open': '{{loss}}，但未能全部重新打开：{{failure}}',
  reopened: '{{loss}}；原来打开的都已重新打开',
};
