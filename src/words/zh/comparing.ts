import type * as english from '../comparing';
import type { Translation } from '../text';

export const comparingTitles: Translation<typeof english.comparingTitles> = {
  size: '准确率与大小',
  runs: '运行',
  layers: '各层保留多少信道',
  channels: '同一层，各方法的选择',
  sweep: '添加批量实验',
};

export const measureNames: Translation<typeof english.measureNames> = {
  flops: { short: 'FLOPs', long: '单张图像的 FLOPs' },
  params: { short: '参数量', long: '参数量' },
  bytes: { short: '字节', long: '权重的字节数' },
  milliseconds: { short: 'ms', long: '单张图像的毫秒数' },
};

export const comparingWords: Translation<typeof english.comparingWords> = {
  measure: '大小的度量',
  contest: '网络和图像',
  unpruned: '未裁剪',
  front: '同等大小下最优',
  smallest: '一个百分点内最小',
  legend:
    '实心：微调之后；空心：刚裁剪之后；小点：单个随机种子。竖线和灰色区域：这么多测试图像在 95% 的情况下分辨不出的范围。大小相同的运行并排显示。',
  run: '运行',
  accuracy: '准确率',
  change: '变化',
  params: '参数量',
  flops: 'FLOPs',
  milliseconds: 'ms',
  took: '用时',
  watch: '重新观看',
  rename: '重命名……',
  use: '使用它的网络',
  openNetwork: '继续裁剪它的网络',
  download: '下载日志',
  remove: '删除',
  undo: '撤销',
  name: '名称',
  save: '保存',
  cancel: '取消',
  emptyName: '留空则使用方法和裁剪率作为名称。',
  kept: '运行保存在本浏览器中。把日志（.jsonl）拖到页面上即可加入。',
  notKept: '本浏览器不保存运行：页面关闭后即丢失。',
  nothing: '还没有完成的运行。裁剪一个网络，它的运行就会出现并保留在这里。',
  tickSome: '勾选运行，查看它们各层保留多少信道。',
  noChannels: '这些运行没有裁去信道。',
  layer: '层',
  export: '导出',
  bundled: '内置',
  methods: '方法',
  rates: '裁剪率',
  seeds: '随机种子',
  sweepNote: '其余设置与“网络”视图中的配方相同。',
  sweepLeaves: '不采用单层裁剪率、目标和手工选定的信道，使各方法在同样条件下比较。',
  noNetwork: '请先打开一个网络。',
  queue: '队列',
  underWay: '进行中',
  goOn: '继续',
  stop: '完成本次运行后停止',
  left: '这些运行是上次留下的。',
  loading: '正在读取运行……',
  'not-finished': '未完成',
};

export const exportNames: Translation<typeof english.exportNames> = {
  csv: '表格（CSV）',
  json: '表格，含各信道（JSON）',
  svg: '图（SVG）',
  png: '图（PNG）',
};

export const comparingTexts: Translation<typeof english.comparingTexts> = {
  run: '{{method}} {{share}}',
  contest: '{{network}}，{{images}}',
  seed: '随机种子 {{seed}}',
  seeds: '{{seeds}} 个随机种子',
  mark: '{{name}}：{{accuracy}} ± {{margin}}%，{{gap}} 个百分点，{{size}}',
  'queue-one': '把 1 次运行加入队列',
  'queue-several': '把 {{runs}} 次运行加入队列',
  queueing: '{{runs}}，约 {{minutes}} 分钟',
  done: '{{all}} 次中已有 {{done}} 次完成或在队列中。',
  waiting: '下一次运行用的是 {{contest}}：请打开它们再继续。',
  planned: '{{run}}，{{seed}}',
  removing: '把 {{run}} 移出队列',
  deleted: '“{{name}}”已删除。',
  kept: '{{layer}}：{{channels}} 个中保留 {{kept}} 个',
  'kept-by': '{{name}}，{{kept}}',
  agreement: '勾选的运行对 {{channels}} 个信道中的 {{agreed}} 个选择一致；若随机选择，一致的约有 {{byChance}} 个。',
  channels: '{{name}} 保留信道 {{channels}}',
  actions: '操作：{{name}}',
  compare: '比较 {{name}}',
  'under-way': '{{name}} 进行中',
  unpruned: '未裁剪 {{accuracy}}%',
  'figure-unpruned': '未裁剪 {{accuracy}}%',
  'kept-mark': '带圈的：所有运行都保留。',
  figure: '{{network}}：准确率与{{measure}}',
};

export const figureMeasures: Translation<typeof english.figureMeasures> = {
  flops: '单张图像的 FLOPs',
  params: '参数量',
  bytes: '字节数',
  milliseconds: '每张图像的毫秒数',
};
