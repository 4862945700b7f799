import type * as english from '../../lessons/frame';
import type { Translation } from '../../text';

export const learnWords: Translation<typeof english.learnWords> = {
  lessons: '课程',
  intro: '七节短课，讲一个网络怎样去掉信道。每节课都在回放一次录下的真实运行，出现的每个数字都来自那次运行。',
  minutes: '约 {{minutes}} 分钟',
  steps: '本课的步骤',
  'step-of': '第 {{step}} 步，共 {{steps}} 步',
  next: '下一步',
  before: '上一步',
  'next-lesson': '下一课：{{title}}',
  all: '全部课程',
  present: '演示',
  'present-end': '结束演示',
  'full-screen': '全屏',
  'full-screen-end': '退出全屏',
  'present-keys': '空格键和方向键前后翻步，Esc 键结束。',
  'channel-score': '信道 {{channel}}，得分 {{score}}',
  kept: '保留的信道',
  channel: '信道',
  map: '信道 {{channel}}',
  'kept-by': '留下信道 {{channel}} 的：{{names}}。',
  'kept-by-none': '这里没有一种留下信道 {{channel}}。',
  reveal: '看答案',
  figure: '图',
  where: '指向或点按一个符号，看它代表什么。',
  loading: '正在读取录下的运行…',
  locked: '你打开的链接锁定了这一部分。',
  glossary: '词汇表',
  teacher: '教师页',
  exercise: '练习',
};

export const lessonWhat: Translation<typeof english.lessonWhat> = { lesson: '这节课' };
