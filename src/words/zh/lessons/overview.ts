import type * as english from '../../lessons/overview';
import type { Translation } from '../../text';

export const overviewWords: Translation<typeof english.overviewWords> = {
  channel: {
    title: '什么是信道',
    aim: '能说出一个信道在图像里看到了什么，去掉它之后网络会失去什么。',
    question: '如果两个信道在这张图上看起来很像，可以去掉其中一个吗？你会检查什么？',
  },
  reconstruction: {
    title: '只看重建误差，为什么会留错信道',
    aim: '能解释：最能重建一层输出的信道，未必是最能区分类别的信道。',
    question: '你会收集什么样的照片，使背景占据最大的数值？',
  },
  discrimination: {
    title: '识别感知损失',
    aim: '能说出辅助分类头衡量什么，λ 在权衡哪两样东西。',
    question: '为什么网络后部的分类头比前部的更容易完成任务？',
  },
  greedy: {
    title: '贪婪选择，一步一步来',
    aim: '能解释：第二个加入的信道，为什么未必是第一张排名表上的第二名。',
    question: '在计算机之外，哪些事情也是贪婪地选择的？什么时候会出错？',
  },
  stopping: {
    title: '什么时候停',
    aim: '能从损失曲线上读出该留多少个信道，并说出 ε 变小的代价。',
    question: '两层的曲线形状不同，它们应该保留同样比例的信道吗？',
  },
  healing: {
    title: '恢复准确率',
    aim: '能说出微调和知识蒸馏能找回什么，少量图像又做不到什么。',
    question: '为什么教师网络的回答比标签包含更多信息？',
  },
  methods: {
    title: '不同方法的选择差在哪里',
    aim: '能比较几种方法各自保留的信道，以及剪后剩下的准确率。',
    question: '两种方法保留了不同的信道，准确率却相同。这说明信道有什么性质？',
  },
};
