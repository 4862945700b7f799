/** Networks of published shapes that can be built, untrained. */
export const builderNames = [
  'VGGNet (CIFAR)',
  'ResNet-20 (CIFAR)',
  'ResNet-56 (CIFAR)',
  'SE-ResNet-20 (CIFAR)',
  'DenseNet-BC-40 (CIFAR)',
  'MobileNet (CIFAR)',
  'MobileNet (ImageNet)',
  'MobileNetV2 (ImageNet)',
  'ResNet-18 (ImageNet)',
  'ResNet-50 (ImageNet)',
] as const;

export type BuilderName = (typeof builderNames)[number];
