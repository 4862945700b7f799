import type * as english from '../../lessons/stopping';
import type { Translation } from '../../text';

export const stoppingWords: Translation<typeof english.stoppingWords> = {
  title: '什么时候停',
  steps: {
    curve: {
      title: '后来的信道都不如第一个有用',
      text: '这里 {{layer}} 的 {{channels}} 个信道一个接一个全部加入，联合损失 $L$ 从 {{firstLoss}} 降到 {{lastLoss}}。第一个信道完成了将近一半的工作，最后几个几乎没有作用。（这条曲线由引擎为本课算出，用的图像比第 4 课那次运行少，所以初始损失略有不同。）\n\n应该留下几个？',
    },
    rule: {
      title: '给下降的幅度定一个阈值',
      text: '每根柱子是一个信道使损失下降的幅度，以初始损失的比例计；纵轴是对数坐标，小的下降也看得见。出现第一根不高于 $epsilon$ 的柱子之后，选择就停止，那个信道这时已经加入。移动 $epsilon$，读出宽度。',
    },
    predict: {
      title: '阈值减半，留下几个？',
      text: '当 $epsilon$ = {{epsilon}} 时，这一层留下 {{width}} 个信道。',
      question: 'ε = {{half}} 时留下几个？',
      right: '对：{{halfWidth}} 个。曲线先陡后平，阈值减半并不等于宽度加倍。',
      wrong: '{{halfWidth}} 个。曲线先陡后平，阈值减半并不等于宽度加倍。',
    },
    early: {
      title: '停得太早，停得太晚',
      text: '当 $epsilon$ = {{early}} 时只留下 {{earlyWidth}} 个信道，损失还有 {{earlyLoss}}。当 $epsilon$ = {{late}} 时留下 {{lateWidth}} 个：什么也没有损失，却也几乎没有节省。\n\n各层共用一个 $epsilon$，每层在自己的曲线变平的地方找到自己的宽度，这就是 [DCP-Adapt|adapt]。',
    },
    play: {
      title: '真正运行一次',
      text: '选定识别项的权重 $lambda$，让引擎把这一层的信道重新全部选一遍。曲线的拐弯处变了吗？',
    },
  },
  labels: {
    curve: '联合损失随已加入信道数的变化',
    unit: '个信道已加入',
    falls: '每个信道使损失下降的幅度（对数坐标）；ε = {{epsilon}} 时留下 {{width}} 个信道',
    keeps: 'ε = {{epsilon}} 时留下 {{width}} 个信道，共 {{channels}} 个；这时损失是 {{loss}}。',
    early: '太早：ε = {{epsilon}}',
    late: '太晚：ε = {{epsilon}}',
    looked: '已加入的信道数',
    epsilon: '阈值 ε',
    lambda: 'λ，识别项的权重',
    channels: '{{width}} 个信道',
    anew: 'L，刚刚算出',
    before: 'L，之前（λ = 0.1）',
    compute: '用这个 λ 选出全部信道',
  },
};
