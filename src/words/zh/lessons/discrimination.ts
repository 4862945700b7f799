import type * as english from '../../lessons/discrimination';
import type { Translation } from '../../text';

export const discriminationWords: Translation<typeof english.discriminationWords> = {
  title: '识别感知损失',
  steps: {
    head: {
      title: '在网络内部再问一次',
      text: '网络自己的回答在最后才出现。要想早点问，就在某一层上接一个小分类器：[辅助分类头|auxiliary-head]。它把输出 $O$ 的每个信道取平均，得到特征 $F$，再由权重 $theta$ 变成类别。\n\n它只用来衡量，裁剪之后就扔掉。点按别的层，把它接到那里。',
    },
    loss: {
      title: '它能把类别分得多开？',
      text: '它的损失 $LS$ 是[交叉熵|cross-entropy]，单位是[奈特|nats]。在十个类别里瞎猜的代价是 2.30。一个信道也没有时，{{early}} 处的分类头是 {{startLS}}，比瞎猜还差。按 $lambda$ = 0.1 从 16 个里选出 {{count}} 个信道后，它是 {{earlyLS}}。',
    },
    depth: {
      title: '早一些还是晚一些',
      text: '从 {{layer}} 选两次，每次 {{count}} 个信道：一次把分类头接在 {{early}}，一次接在再往后三个卷积层的 {{late}}。两次都取 $lambda$ = 0.1。',
      question: '哪个分类头最后的损失更低？',
      right:
        '对：后面的分类头是 {{lateLS}}，前面的是 {{earlyLS}}。中间的三个卷积层又把类别拉开了一些。两次选出的 {{count}} 个信道有 {{shared}} 个相同：$lambda$ 这样小，分类头几乎不影响选择。',
      wrong:
        '是后面的分类头：它是 {{lateLS}}，前面的是 {{earlyLS}}。中间的三个卷积层又把类别拉开了一些。两次选出的 {{count}} 个信道有 {{shared}} 个相同：$lambda$ 这样小，分类头几乎不影响选择。',
    },
    weigh: {
      title: 'λ 在两者之间权衡',
      text: '[联合损失|joint-loss] $L$ 把两者加在一起。移动 $lambda$：它越大，$LS$ 越低，$LM$ 越高，选出的信道也不同。在 {{early}} 处，$lambda$ = 10 选出的 {{count}} 个信道中，有 {{changed}} 个是 $lambda$ = 0 不选的。',
    },
    play: {
      title: '开关、移动分类头，真正选一次',
      text: '选定分类头读哪一层，再定 $lambda$；不用分类头时，用网络自己的损失。引擎会重新学好分类头，并用真实照片来选。\n\n不用分类头时，$LS$ 在网络末端读取，后面各层都帮了忙，不管怎么选都更小：请与别的 $lambda$ 比较，不要与分类头的比较。',
    },
  },
  labels: {
    network: 'vgg-small 的卷积层；分类头读取 {{layer}}',
    size: '接在 {{layer}} 时，分类头有 {{channels}} 个特征（每个信道一个），和 {{channels}} × {{classes}} = {{weights}} 个权重。',
    joined: '已加入的信道数',
    'of-all': '{{joined}} 个，共 {{channels}} 个',
    off: '不用分类头',
    at: '分类头在 {{layer}}',
    where: '分类头读哪一层',
    lambda: 'λ，识别项的权重',
    kept: '{{layer}} 保留的信道',
  },
};
