import type * as english from '../../lessons/reconstruction';
import type { Translation } from '../../text';

export const reconstructionWords: Translation<typeof english.reconstructionWords> = {
  title: '只看重建误差，为什么会留错信道',
  steps: {
    maps: {
      title: '为这节课造的一层',
      text: '六个[信道|channel]看着小船和汽车的图。图是我们造的，为的是一眼看出每个信道看见什么；后面的计算和别处一样，都由同一个引擎完成。\n\n波浪、云和栅栏很强，两类图里都一样。只有船帆和车轮能分出船和车，却很弱。拖动滑块，看看别的图。',
    },
    largest: {
      title: '留两个，让输出变得最少',
      text: '[重建误差|reconstruction] $LM$ 要求这一层的输出 $O$ 保持原来的 $Ob$。数值越大的部分，越受它重视。',
      question: '留哪两个信道，它最小？',
      right: '对：{{aloneSet}}。这时 $LM$ 是 {{aloneLM}}。',
      wrong: '它留下{{aloneSet}}，数值最大的两个：这时 $LM$ 是 {{aloneLM}}。',
    },
    coin: {
      title: '剩下的分不出类别',
      text: '只有{{aloneSet}}时，类别的[交叉熵|cross-entropy]是 {{aloneLS}} [奈特|nats]，正是 ln 2：和抛硬币一样。输出重建得不错，小船却不见了。',
    },
    joint: {
      title: '两样都要',
      text: '[联合损失|joint-loss] $L$ 再加上识别感知损失 $LS$，乘以权重 $lambda$。当 $lambda$ = 1 时，引擎留下{{jointSet}}：$LS$ 降到 {{jointLS}}，而 $LM$ 升到 {{jointLM}}。移动 $lambda$，看选择在哪里翻转。',
    },
    contest: {
      title: '练习：自己选两个',
      text: '选两个信道，引擎会拟合它们的权重，按 $lambda$ = 1 量出联合损失，再让[算法 2|algorithm]来选。谁的损失更低？',
    },
  },
  channels: { waves: '波浪', clouds: '云', fence: '栅栏', sail: '船帆', wheels: '车轮', grain: '颗粒' },
  labels: {
    pair: '图，第几对',
    boat: '小船',
    car: '汽车',
    map: '{{channel}}，{{image}}',
    and: '{{first}}和{{second}}',
    lambda: 'λ，识别项的权重',
  },
};
