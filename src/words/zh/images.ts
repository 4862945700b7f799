import type * as english from '../images';
import type { Translation } from '../text';

export const imageNotes: Translation<typeof english.imageNotes> = {
  'few-tests': '只有 {{count}} 张测试图像：准确率以 {{points}} 个百分点为一档变化',
  'much-memory': '{{count}} 张图像解码后要占 {{gigabytes}} GB 内存：只用其中 {{used}} 张，各类别所占份额相同',
  'one-image': '只有 1 张图像，训练和测试都用它：它的准确率不能说明其他图像',
  'one-test': '只有 1 张测试图像：准确率以 100 个百分点为一档变化',
  'one-part': '没有哪个类别有第二张图像：全部 {{count}} 张图像既用于训练，也用于测试',
  unpaired: '没有配对、未使用的数组：{{arrays}}',
  unplaced: '不在任何类别文件夹中、未使用的图像：{{count}} 张',
  untested: '没有测试图像的类别：{{classes}}',
  'untested-many': '没有测试图像的类别：{{classes}}，另有 {{more}} 个',
  untrained: '没有训练图像的类别：{{classes}}',
  'untrained-many': '没有训练图像的类别：{{classes}}，另有 {{more}} 个',
};
