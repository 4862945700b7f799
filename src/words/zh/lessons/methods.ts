import type * as english from '../../lessons/methods';
import type { Translation } from '../../text';

export const methodsWords: Translation<typeof english.methodsWords> = {
  title: '不同方法的选择差在哪里',
  steps: {
    rules: {
      title: '五条规则，同一层',
      text: '每种方法都去掉 {{layer}} 所读信道的一半。随机法抽签决定；L1 留下滤波器权重最大的；ThiNet 去掉使下一层输出变化最小的；Slimming 在训练时加惩罚，让一些信道变小；DCP 问的是哪些信道使联合损失降得最多。\n\n五种方法都留下的信道用实心表示。',
    },
    overlap: {
      title: '它们有多一致？',
      text: '每种方法从 {{channels}} 个中留下 {{keeps}} 个。请看 DCP 和 L1。',
      question: '两者都留下的有几个？',
      right: '对：{{shared}} 个。两次抽签平均会有 {{chance}} 个相同。',
      wrong: '{{shared}} 个。两次抽签平均会有 {{chance}} 个相同。',
    },
    accuracy: {
      title: '这要紧吗？',
      text: '剪完并经过同样的微调之后，在 {{images}} 张测试图像上的准确率，附 95% 区间。DCP 是 {{dcp}}%，随机法是 {{random}}%。每种方法只运行了一次，所有区间都有重叠，单凭这些不能证明哪种更好。还需要更多的种子和图像，“对比”视图里有。\n\n刚剪完时差别更大：从 {{cutLeast}}% 到 {{cutMost}}%。选得好不好，大半被微调掩盖了。',
    },
    mistakes: {
      title: '只有一种方法分错的图像',
      text: '为了这一步，五种方法把 {{network}} 各裁剪一次，只微调 {{epochs}} 轮。在 {{images}} 张测试图像中，每个网络都有一些只有它分错、另外四个都分对的图像：这里按测试图像的顺序，列出最前面的几张。',
      question: '五种方法中，哪一种独自分错的图像最少？',
      right:
        '对：{{fewest}}，{{fewestAlone}} 张。最多的是 {{most}}：{{mostAlone}} 张。即使最好的一种，也有只有它才分错的图像：失去哪些，取决于留下哪些信道。',
      wrong:
        '是 {{fewest}}：{{fewestAlone}} 张。最多的是 {{most}}：{{mostAlone}} 张。即使最好的一种，也有只有它才分错的图像：失去哪些，取决于留下哪些信道。',
    },
    run: {
      title: '真正选一次',
      text: '选一种方法，让它在你的浏览器里从 {{layer}} 所读的信道中选出 {{keeps}} 个。然后用同样的 128 张训练图像、$lambda$ = 0.1，为它的选择和 DCP 记录下来的选择分别重新拟合权重。大约需要 5 秒，手机上更久一些。随机法每次都重新抽签。\n\n记录中的那次运行，在选择时已经裁剪了 {{layer}} 之前的层，看到的图像也不同。所以它的选择在这里不一定损失最低，DCP 现在的选择也可能不同。',
    },
  },
  labels: {
    bars: '测试图像上的准确率，附 95% 区间',
    alone: '{{method}}：只有它分错 {{alone}} 张，共分对 {{right}} 张',
    said: '{{label}}，说是{{answer}}',
    moment: '时刻',
    cut: '刚剪完',
    'fine-tuned': '微调之后',
    choose: '方法',
    run: '选择并测量',
    recorded: 'DCP（记录）',
    anew: '{{method}}（现在）',
    agree: '两者都留下的有 {{shared}} 个，各留 {{keeps}} 个。两次抽签平均会有 {{chance}} 个相同。',
    sets: '{{method}}：与 DCP 相同的有 {{shared}} 个',
  },
};
