import type * as english from '../reasons';
import type { Translation } from '../text';

export const reasons: Translation<typeof english.reasons> = {
  aside: '由“{{layer}}”读取，它通向类别以外的输出',
  classes: '类别本身',
  image: '图像自身的信道',
  output: '网络的一个输出',
  'own-group': '层“{{layer}}”为每个信道各设一组',
  readers: '由 {{count}} 个层读取：{{layers}}',
  repeated: '被层“{{layer}}”在所有信道上重复',
  shared: '层“{{layer}}”在多处读取它',
  stream: '残差流，由“{{layer}}”相加',
  'uneven-groups': '层“{{layer}}”对它作分组卷积，其分组与产生或读取它的其他层不一致',
  unread: '没有层读取',
  unselected: '由“{{layer}}”（{{className}}）读取：论文只选择二维卷积的输入信道',
};

export const locks: Translation<typeof english.locks> = {
  compares: '把所有信道相互比较',
  moves: '把另一个轴换到最后',
  normalises: '把同一位置的所有信道一起归一化',
  reshapes: '把它们重组为别的信道',
  scales: '对每个信道单独缩放',
  slopes: '让各信道共用斜率',
  unknown: '属于 Espalier 无法追踪其信道的类',
};

export const lockedReasons: Translation<typeof english.lockedReasons> = {
  'locked-input': '由层“{{layer}}”（{{className}}）读取，该层{{lock}}',
  'locked-output': '由层“{{layer}}”（{{className}}）产生，该层{{lock}}',
};
