import type { Network } from '../network/network';
import type { Random } from '../random';
import { densenet } from './densenet';
import { type Block, mobilenet, mobilenetBlocks } from './mobilenet';
import { mobilenetV2 } from './mobilenetV2';
import type { BuilderName } from './names';
import { cifarResnet, imagenetResnet } from './resnet';
import { vgg } from './vgg';

/** The blocks of MobileNet for images of 32 pixels, whose FLOPs are those that the paper of DCP gives: 8 x 8 at the end. */
const smallImageBlocks = mobilenetBlocks.map(([filters, stride], index): Block => [filters, index < 4 ? stride : 1]);

/** Networks of published shapes, untrained, by name. */
export const builders: Readonly<Record<BuilderName, (random: Random) => Network>> = {
  'VGGNet (CIFAR)': (random) =>
    vgg(
      'vggnet',
      {
        blocks: [[64, 64], [128, 128], Array(4).fill(256), Array(4).fill(512), Array(4).fill(512)],
        classes: 10,
        inputShape: [32, 32, 3],
      },
      random,
    ),
  'ResNet-20 (CIFAR)': (random) => cifarResnet('resnet-20', { blocks: 3, classes: 10 }, random),
  'ResNet-56 (CIFAR)': (random) => cifarResnet('resnet-56', { blocks: 9, classes: 10 }, random),
  'SE-ResNet-20 (CIFAR)': (random) => cifarResnet('se-resnet-20', { blocks: 3, classes: 10, squeeze: 16 }, random),
  'DenseNet-BC-40 (CIFAR)': (random) => densenet('densenet-40', { layers: 6, growth: 12, classes: 10 }, random),
  'MobileNet (CIFAR)': (random) =>
    mobilenet(
      'mobilenet-cifar',
      { stem: [32, 1], blocks: smallImageBlocks, classes: 10, inputShape: [32, 32, 3] },
      random,
    ),
  'MobileNet (ImageNet)': (random) =>
    mobilenet(
      'mobilenet',
      { stem: [32, 2], blocks: mobilenetBlocks, classes: 1000, inputShape: [224, 224, 3] },
      random,
    ),
  'MobileNetV2 (ImageNet)': (random) => mobilenetV2('mobilenet-v2', { classes: 1000 }, random),
  'ResNet-18 (ImageNet)': (random) =>
    imagenetResnet('resnet-18', { blocks: [2, 2, 2, 2], isBottleneck: false, classes: 1000 }, random),
  'ResNet-50 (ImageNet)': (random) =>
    imagenetResnet('resnet-50', { blocks: [3, 4, 6, 3], isBottleneck: true, classes: 1000 }, random),
};
