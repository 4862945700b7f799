import type * as english from '../names';
import type { Translation } from '../text';

export const scalingNames: Translation<typeof english.scalingNames> = {
  bytes: '0 至 255，保持原样',
  unit: '0 至 1',
  symmetric: '−1 至 1',
  imagenet: '按 ImageNet 标准化',
  standard: '标准化',
};

export const builderNames: Translation<typeof english.builderNames> = {
  'vggnet-cifar': 'VGGNet (CIFAR)',
  'resnet-20-cifar': 'ResNet-20 (CIFAR)',
  'resnet-56-cifar': 'ResNet-56 (CIFAR)',
  'se-resnet-20-cifar': 'SE-ResNet-20 (CIFAR)',
  'densenet-bc-40-cifar': 'DenseNet-BC-40 (CIFAR)',
  'mobilenet-cifar': 'MobileNet (CIFAR)',
  'mobilenet-imagenet': 'MobileNet (ImageNet)',
  'mobilenet-v2-imagenet': 'MobileNetV2 (ImageNet)',
  'resnet-18-imagenet': 'ResNet-18 (ImageNet)',
  'resnet-50-imagenet': 'ResNet-50 (ImageNet)',
};

export const formatLabels: Translation<typeof english.formatLabels> = {
  keras: 'Keras 3 (.keras)',
  h5: 'Keras 2 (.h5)',
  tfjs: 'TensorFlow.js (.zip)',
  'tfjs-fp16': 'TensorFlow.js，16 位权重 (.zip)',
  'tfjs-int8': 'TensorFlow.js，8 位权重 (.zip)',
};

export const cameAs: Translation<typeof english.cameAs> = {
  keras: 'Keras 3 (.keras)',
  h5: 'Keras 2 (.h5)',
  tfjs: 'TensorFlow.js（model.json 与权重文件）',
};

export const datasetNames: Translation<typeof english.datasetNames> = {
  'cifar10-bundled': 'CIFAR-10，内置的 6,000 张图像',
  'cifar10-full': 'CIFAR-10，全部 60,000 张图像',
};

export const classNames: Translation<typeof english.classNames> = {
  airplane: '飞机',
  automobile: '汽车',
  bird: '鸟',
  cat: '猫',
  deer: '鹿',
  dog: '狗',
  frog: '青蛙',
  horse: '马',
  ship: '船',
  truck: '卡车',
};

export const datasetTexts: Translation<typeof english.datasetTexts> = { counted: '{{folder}}，{{images}} 张图像' };

export const lossNames: Translation<typeof english.lossNames> = {
  joint: 'L',
  reconstruction: 'L_M',
  weighted: 'λ L_S',
};

export const groupTexts: Translation<typeof english.groupTexts> = { coupled: '{{layer}}（耦合）' };
