/** Networks of published shapes that can be built, untrained, by id. */
export const builderIds = [
  'vggnet-cifar',
  'resnet-20-cifar',
  'resnet-56-cifar',
  'se-resnet-20-cifar',
  'densenet-bc-40-cifar',
  'mobilenet-cifar',
  'mobilenet-imagenet',
  'mobilenet-v2-imagenet',
  'resnet-18-imagenet',
  'resnet-50-imagenet',
] as const;

export type BuilderId = (typeof builderIds)[number];
