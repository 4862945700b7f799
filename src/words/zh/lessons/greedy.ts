import type * as english from '../../lessons/greedy';
import type { Translation } from '../../text';

export const greedyWords: Translation<typeof english.greedyWords> = {
  title: '贪婪选择，一步一步来',
  steps: {
    empty: {
      title: '先全部拿出来',
      text: '这是一个给照片分类的小网络中的 {{layer}} 层，它读取 {{channels}} 个[信道|channel]。你看到的是一次录下的真实运行。\n\n这一层只能保留 {{keeps}} 个。[贪婪选择|greedy]从零开始：集合 $A$ 是空的，[联合损失|joint-loss] $L$ 等于 {{firstLoss}}。\n\n现在什么都还没有量。先猜 {{keeps}} 个信道，第 7 步再来看你猜得怎样。',
    },
    list: {
      title: '问每个信道同一个问题',
      text: '如果这个信道进来，损失 $L$ 会下降得多陡？答案是一个斜率：损失对读取该信道的权重的梯度 $G$。\n\n每根柱子是一个梯度的长度。柱子越长，这个信道此刻能帮的忙可能越大。点按一根，读出它的数值。',
    },
    first: {
      title: '哪个信道第一个加入？',
      text: '论文的[算法 2|algorithm]一次只取一个信道。请看这些柱子。',
      question: '它会取哪一个？',
      right:
        '对：信道 {{winner}} 的柱子最长，是 {{winnerScore}}。它加入后，拟合它的权重，损失从 {{firstLoss}} 降到 {{secondLoss}}。',
      wrong:
        '它取的是信道 {{winner}}，柱子最长：{{winnerScore}}。它加入后，拟合它的权重，损失从 {{firstLoss}} 降到 {{secondLoss}}。',
    },
    second: {
      title: '第二个又是谁？',
      text: '信道 {{winner}} 已经进来。在你看到的这张表上，接下来是信道 {{nextOnList}}，然后是 {{third}} 和 {{fourth}}。不过，这张表是在信道 {{winner}} 加入之前列出的。',
      question: '现在哪个信道加入？',
      right: '对：是信道 {{joinsSecond}}。它在旧表上只排在第 {{oldRank}} 位。',
      wrong: '加入的是信道 {{joinsSecond}}。它在旧表上只排在第 {{oldRank}} 位。',
    },
    changed: {
      title: '因为每个梯度都变了',
      text: '虚线框是旧柱子，实心的是新柱子，各自按本张表的最长者画。信道 {{winner}} 已经承担了一部分工作，剩下可以改进的就少了：最长的新柱子是 {{secondScore}}，而原来是 {{winnerScore}}。\n\n信道 {{nextOnList}} 从第 2 名掉到了第 {{newRank}} 名：它能提供的，大部分已经有了。一个信道的价值，在于它给已选信道增添了什么。',
    },
    onward: {
      title: '选一个，重新拟合，再问一遍',
      text: '全部过程就是这样：量出所有梯度，取最大的，拟合集合 $A$ 的权重，再量一遍。请走完这 {{keeps}} 步，同时看柱子下方的损失 $L$。',
    },
    compare: {
      title: '只看第一张表，结果就不一样',
      text: '如果直接取第一张表上最长的 {{keeps}} 根柱子，{{keeps}} 个当中只有 {{shared}} 个相同。那张表上的第二名，信道 {{nextOnList}}，始终没有被选中。\n\n贪婪选择不往后看，也不反悔，可能错过最好的组合；但它从不忘记重新问一遍。',
    },
    play: {
      title: '轮到你：替它选',
      text: '点按信道，按你的顺序亲手放进去。随后程序用真实照片拟合这一层的权重，重新量出所有梯度，再由算法 2 选出其余的信道。这要几秒钟。\n\n你能让最后的损失比只靠贪婪更低吗？',
    },
  },
  labels: {
    channel: '信道 {{channel}}',
    bars: '{{layer}} 各信道的梯度长度；最长的是信道 {{channel}}，{{score}}',
    longest: '最长：{{score}}',
    longestThen: '最长：{{score}}；虚线框为之前的，最长 {{old}}',
    looked: '信道 {{channel}}：{{score}}，第 {{place}} 位',
    guess: '你的猜测',
    guessed: '你的猜测（{{count}} 个，共需 {{keeps}} 个）：{{channels}}',
    in: '已加入：{{channels}}',
    none: '还没有',
    losses: '每加入一个信道后的联合损失',
    joined: '个信道已加入',
    step: '已加入的信道数',
    firstList: '第一张表上最长的',
    chosen: '贪婪选择选出的',
  },
};
