import type * as english from '../reportPage';
import type { Translation } from '../text';

export const reportWords: Translation<typeof english.reportWords> = {
  file: '可阅读的报告 (report.html)',
  figures: '裁剪前后',
  layers: '各层保留的信道',
  accuracies: '准确率（按轮）',
  losses: '训练损失（按轮）',
  classes: '各类别',
  code: '加载代码',
  how: '制作过程',
  recipe: '配方',
};

export const reportTexts: Translation<typeof english.reportTexts> = {
  title: '裁剪后的 {{network}}',
  lead: '{{method}}：参数由 {{before}} 减至 {{params}}，{{images}} 张测试图像的准确率由 {{baseline}} 变为 {{accuracy}}。',
  'lead-agreement':
    '{{method}}：参数由 {{before}} 减至 {{params}}；{{images}} 张测试图像中 {{accuracy}} 的预测与原来相同。',
  kept: '{{kept}} / {{channels}}',
  made: '随机种子 {{seed}}，后端 {{backend}}。测试图像只用来评判结果，不参与任何选择。',
  seconds: '{{phase}}：{{seconds}} 秒',
  by: '由 Espalier 生成。本页自带全部内容，无需联网。',
};
