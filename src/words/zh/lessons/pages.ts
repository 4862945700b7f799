import type * as english from '../../lessons/pages';
import type { Translation } from '../../text';

export const pageWords: Translation<typeof english.pageWords> = {
  'glossary-intro': '课程和工作室用到的全部术语和符号。符号与论文一致（Zhuang 等，NeurIPS 2018）。',
  notions: '术语',
  symbols: '符号',
  formulas: '公式',
  settings: '工作室的设置与数值',
  'exercise-title': '练习：你选的四个信道对算法 2 选的四个',
  'exercise-text':
    '这是 vgg-small 的 conv3，和“贪婪选择”那节课是同一层。从十六个信道中选四个。引擎用 {{images}} 张真实照片拟合它们的权重，按 λ = 0.1 和接在 conv3 的分类头量出联合损失，再让[算法 2|algorithm]也选四个。谁的损失更低？\n\n每张小图是该信道在第 1 课那张照片里看到的。响亮的不一定有用。',
  'teacher-intro': '七节课，不算实验合计约 {{minutes}} 分钟。课程回放录下的运行，不需要 GPU，学生可以用手机看。',
  lesson: '课程',
  aim: '学完之后，学生',
  time: '分钟',
  question: '问全班的问题',
  print: '打印',
  'link-title': '给全班的链接',
  'link-text': '链接打开某节课的某一步。隐藏的部分不显示；锁定的部分看得见，但不能用。',
  'link-lesson': '课程',
  'link-step': '步骤',
  hide: '隐藏',
  lock: '锁定',
  'as-presentation': '以演示方式打开',
  'the-link': '链接',
};

export const partNames: Translation<typeof english.partNames> = {
  predictions: '预测',
  experiments: '实验',
  formulas: '公式',
  navigation: '离开本课的路',
};
