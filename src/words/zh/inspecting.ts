import type * as english from '../inspecting';
import type { Translation } from '../text';

export const inspectWords: Translation<typeof english.inspectWords> = {
  before: '上一个信道',
  'by-hand': '手动取舍',
  'by-hand-note': '只做掩蔽，不做训练：读取该信道的各层在该信道上得到的都是零。其余各层保持完整。',
  choose: '请选择一个信道：点击图中的方格，或点击一幅特征图。',
  close: '关闭',
  'end-trying': '停止',
  'go-there': '跳到那一刻',
  gradient: '它在该图像上的梯度',
  image: '图像',
  kernels: '它的卷积核',
  maps: '特征图',
  map: '它的特征图',
  next: '下一个信道',
  'no-channels': '无',
  'no-weights': '运行记录不含权重。只有在此处打开了该次运行所裁剪的同名网络，才能显示卷积核和特征图。',
  'of-the-open': '卷积核和特征图来自此处打开的网络，即运行之前的状态。',
  'scale-kernel': '蓝色为负，白色为零，橙色为正；颜色最深处为该层绝对值最大的权重。',
  'scale-gradient':
    '上方所选图像的损失随读取该信道的每个权重如何变化：橙色为上升，蓝色为下降；颜色最深处为该层绝对值最大的一项。DCP 按这样的梯度的范数给信道打分，不过取的是联合损失、所有样本上的梯度。',
  story: '运行记录中的情况',
  trying: '正在测量……',
  waiting: '正在询问网络……',
  'while-running': '运行结束后才能测量。',
};

export const mapRows: Translation<typeof english.mapRows> = {
  kept: '保留',
  removed: '裁去',
  undecided: '未决定',
};

export const handWords: Translation<typeof english.handWords> = {
  clear: '全部交由方法决定',
  'next-run': '下一次运行',
  none: '所有信道均由方法决定。在“裁剪”视图中打开一个信道，或在“逐层设置”显示横条时点按层名，即可保留或裁去它。',
  title: '手动取舍的信道',
};

export const verdictNames: Translation<typeof english.verdictNames> = {
  method: '由方法决定',
  keep: '保留',
  remove: '裁去',
};

export const inspectTexts: Translation<typeof english.inspectTexts> = {
  open: '打开 {{network}}',
  channels: '{{layer}} 的信道',
  channel: '{{layer}} 的信道 {{channel}}',
  'cell-by-hand': '信道 {{channel}}：{{cell}}；{{verdict}}',
  cell: '信道 {{channel}}：{{cell}}',
  maps: '{{row}}：共 {{channels}} 个，其中 {{count}} 个',
  row: '{{row}}：平均 {{mean}}；{{count}} 个中有 {{silent}} 个在该图像上处处为零。',
  at: '各信道在该图像上的值：{{layer}} 的输出，{{height}} × {{width}}。',
  scale: '颜色从 {{low}}（深蓝）到 {{high}}（浅黄），该层所有信道相同。',
  map: '信道 {{channel}}：平均 {{mean}}，最大 {{most}}，{{zero}}% 的位置为零',
  makes: '{{layer}} 中产生它的滤波器：{{count}} 个 {{height}} × {{width}} 切片',
  reads: '{{layer}} 读取它所用的：{{count}} 个 {{height}} × {{width}} 切片',
  gradients: '对 {{layer}} 读取它所用的权重：{{count}} 个 {{height}} × {{width}} 切片',
  'first-slices': '只画出 {{count}} 片中的前 {{drawn}} 片。',
  largest: '{{layer}} 为 {{largest}}',
  slices: '{{what}}；取值从 {{low}} 到 {{high}}，范数 {{norm}}',
  'hand-joined': '{{channels}}：手动保留，先于方法的选择。',
  'hand-kept': '配方手动保留它。',
  'hand-removed': '配方手动裁去它。',
  'hand-keeps': '{{layer}} 保留 {{channels}}',
  'hand-removes': '{{layer}} 裁去 {{channels}}',
  'hand-both': '{{layer}} 保留 {{kept}}，裁去 {{removed}}',
  joined: '它是 {{count}} 个中第 {{number}} 个入选的。',
  'joined-with': '在 {{before}} 个信道之后，它与 {{others}} 一起入选。',
  'by-score': '当时它的得分为 {{score}}。',
  'joint-then': '入选之前的联合损失为 {{joint}}。',
  kept: '它被保留；该方法未说明在哪一步。',
  removed: '它从未入选：该层确定之后，它即被裁去。',
  undecided: '本次运行尚未对它作出决定。',
  'score-now': '它最近的得分为 {{score}}，在尚未加入的 {{channels}} 个中排第 {{rank}}。',
  'try-remove-whole': '裁去它，其余全部保留',
  'try-remove': '从保留的 {{kept}} 个中裁去它',
  'try-keep': '在保留的 {{kept}} 个之外保留它',
  'result-before': '之前：{{share}}，损失 {{loss}}',
  'result-after': '之后：{{share}}，损失 {{loss}}',
  'result-change':
    '准确率 {{points}} 个百分点（95% 置信区间：{{range}}），损失 {{rise}}（95% 置信区间：{{low}} 至 {{high}}），{{images}}',
};
