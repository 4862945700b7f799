import type * as english from '../../lessons/channel';
import type { Translation } from '../../text';

export const channelWords: Translation<typeof english.channelWords> = {
  title: '什么是信道',
  steps: {
    image: {
      title: '一张 32 乘 32 像素的图',
      text: '一个小网络看了这张图，以 {{share}}% 的把握回答：{{label}}。它以前从没见过这张图。\n\n这张图的每个像素有三个数：红、绿、蓝各多少。它自己就有三个信道，请分别看一看。网络怎样由它们得出回答？我们可以一层一层地看。',
    },
    maps: {
      title: '十六种看法',
      text: '第一层让十六个小滤波器在图上移动（[卷积|convolution]），每个得到一张[特征图|feature-map]：滤波器找到所响应的东西的地方是亮的。这十六张，每张就是一个[信道|channel]。点按其中一个，看大图。',
    },
    deeper: {
      title: '越往里越粗，也越不像图',
      text: '第五层读取 32 个信道，宽和高都只有四分之一。多数信道看见了什么，已经说不清楚，但网络用得上。点按其中一个，看大图。',
    },
    without: {
      title: '少了一个信道会怎样？',
      text: '我们每次让十六个信道中的一个不出声，再问网络这张图和 {{images}} 张测试图像。什么也不重新训练。',
      question: '少了一个信道，{{images}} 张测试图像的结果会怎样？',
      right:
        '对。没有信道 {{worst}} 时，准确率从 {{whole}}% 降到 {{worstAccuracy}}%；没有信道 {{best}} 时是 {{bestAccuracy}}%。这只{{label}}变成了：{{worstClass}}。',
      wrong:
        '要看是哪个信道。没有信道 {{worst}} 时，准确率从 {{whole}}% 降到 {{worstAccuracy}}%；没有信道 {{best}} 时是 {{bestAccuracy}}%。这只{{label}}变成了：{{worstClass}}。',
    },
    which: {
      title: '亲手让它们不出声',
      text: '点按一个信道，看没有它时网络怎么说。有的去掉后几乎没有变化，有的却很重要。[信道裁剪|pruning]要找出是哪些：在动手剪之前就要知道，而且不是剪一个，而是一次剪掉一半。',
    },
    run: {
      title: '一次去掉几个，真正算一遍',
      text: '到目前为止看到的，都是事先一个信道一个信道测好的。现在想点几个就点几个，让网络在你的浏览器里，不用这些信道去回答 {{images}} 张测试图像。大约需要 5 秒，手机上更久一些。\n\n挑两个单独去掉时影响很小的，一起去掉：两者的损失会正好相加吗？',
    },
  },
  choices: { same: '不管是哪个，几乎都没有变化', all: '不管是哪个，网络都会失灵', some: '要看是哪个信道' },
  colours: { all: '全部颜色', red: '红', green: '绿', blue: '蓝' },
  labels: {
    picture: '这张图：{{label}}',
    large: '{{layer}} 的信道 {{channel}} 大图；白色是这一层的最大值 {{most}}',
    colours: '图的信道',
    answer: '网络的回答',
    whole: '全部信道',
    without: '没有信道 {{channel}}',
    silent: '已去掉 {{silent}} 个，共 {{channels}} 个',
    missing: '没有信道 {{channels}}',
    run: '不用它们，运行网络',
    change: '准确率变化：{{points}} 个百分点（95% 区间：{{range}}）',
    sides: '原来分对、现在分错的：{{lost}} 张。原来分错、现在分对的：{{won}} 张。',
    accuracy: '{{images}} 张测试图像上的准确率',
  },
};
