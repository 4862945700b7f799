import type * as english from '../answers';
import type { Translation } from '../text';

export const emptyWords: Translation<typeof english.emptyWords> = {
  title: '还没有可用的结果',
  try: '两个网络并排回答你自己的图像，或摄像头拍到的画面。',
  classes: '哪些类别受损，哪些预测翻转，哪类被误认作哪类。',
  take: '裁剪后的网络文件，以及加载它的几行代码。',
  further: '还可以：再裁剪一次，用更少的比特存储，只保留你需要的类别。',
  'to-network': '设定要小多少',
  'to-prune': '看一次录下的运行',
};

export const useWords: Translation<typeof english.useWords> = {
  answers: '裁剪前后',
  ask: '用自己的图像试试',
  asking: '正在询问两个网络……',
  baseline: '基线',
  baselineGone: '该次运行所裁剪的网络或其图像未在此打开。请重新打开它们，再比较预测。',
  notHere: '该次运行的网络不在本页中，但浏览器保存着它。',
  kept: '已保存的运行',
  keptUse: '使用',
  camera: '使用摄像头',
  cameraDenied: '没有可用的摄像头，或本页未获使用许可：请在浏览器的网站设置中允许。',
  change: '变化',
  choose: '把图像拖到这里，或点击选择',
  class: '类别',
  classes: '逐类比较',
  code: '加载它的代码',
  compress: '进一步压缩',
  compressing: '正在压缩……',
  compressWhy: '用更少的比特存储裁剪后的网络，每种方式都在测试图像上测量。',
  confusion: '哪类被误认作哪类',
  continue: '从该网络继续',
  copied: '已复制',
  copy: '复制',
  download: '保存文件',
  flipped: '预测发生翻转的图像',
  format: '格式',
  gap: '错误增加（百分点）',
  images: '图像数',
  nothingFlipped: '两个网络对每张测试图像的预测都相同。',
  openBoth: '打开该网络和图像',
  none: '还没有可用的结果：请先裁剪一个网络。',
  noneButKept: '请裁剪一个网络，或取回浏览器保存的某次运行。',
  noFigures: '裁剪前后的准确率、大小和耗时要在运行之后才有。',
  own: '图像不会离开本机：两个网络都在本页中运行。',
  pruned: '裁剪后',
  otherwise: '回答不同',
  seen: '网络看到的图像',
  stopCamera: '关闭摄像头',
  take: '带走结果',
  truth: '真实类别',
  unpacked: '解压自 {{file}}',
  waiting: '正在让两个网络对每张测试图像作出预测……',
};

export const flipNames: Translation<typeof english.flipNames> = {
  broken: '原来对，现在错',
  mended: '原来错，现在对',
  moved: '前后都错',
};

export const keptTexts: Translation<typeof english.keptTexts> = {
  use: '使用 {{network}} 的{{name}}',
  change: '{{network}}：{{before}} → {{after}}，参数为原来的 {{params}}',
};

export const matrixNames: Translation<typeof english.matrixNames> = {
  baseline: '基线',
  pruned: '裁剪后',
  change: '变化',
};

export const answerTexts: Translation<typeof english.answerTexts> = {
  'continue-why': '连同现在打开的图像（{{images}}）一起打开裁剪后的网络，以便继续裁剪。',
  'continue-alone': '打开裁剪后的网络，以便继续裁剪。',
  'files-to-drop': '请拖入 {{network}} 的文件及其图像：{{images}}。',
  'all-same': '两个网络对全部 {{images}}（测试集）的预测都相同。',
  differing: '{{images}} 张测试图像中，两个网络对 {{differing}} 张的预测不同。',
  'own-same': '两个网络对您的 {{images}} 预测相同。',
  'own-differing': '您的 {{images}}中，两个网络对 {{differing}} 张的预测不同。',
  'differing-unlabelled': '{{images}} 张测试图像（本身没有标签）中，两个网络对 {{differing}} 张的预测不同。',
  flips:
    '{{images}} 张中有 {{differing}} 张的预测变了，占 {{share}}%（95% 置信区间：{{low}} 至 {{high}}）：{{broken}} 张原来对、现在错，{{mended}} 张原来错、现在对，{{moved}} 张前后都错。',
  worst: '损失最大的类别：{{name}}，错误变化 {{points}} 个百分点（95% 置信区间：{{range}}；{{images}}）',
  unlikely: '{{worst}}。仅凭偶然，{{classes}} 个类别中很难有一个变成这样：{{chance}}。',
  likely: '{{worst}}。仅凭偶然，{{classes}} 个类别中也可能有一个变成这样：{{chance}}。',
  'chance-least': '1000 次中不到 1 次',
  'chance-sure': '几乎每次都会',
  chance: '{{of}} 次中约 {{cases}} 次',
  'chance-one': '{{of}} 次中约 1 次',
  'none-worse': '没有哪个类别的错误比原来多。',
  confused: '{{label}} 被认作 {{answer}}：{{count}} 张',
  flip: '{{label}}：原来认作 {{before}}，现在认作 {{after}}',
  'some-classes': '共 {{all}} 个类别，显示损失最大的 {{shown}} 个。',
  'some-flips': '{{images}}中的 {{shown}} 张，裁剪后网络最有把握的排在前面',
};
