import type { Network } from '../network/network';
import type { Random } from '../random';
import { densenet } from './densenet';
import { type Block, mobilenet, mobilenetBlocks } from './mobilenet';
import { mobilenetV2 } from './mobilenetV2';
import type { BuilderId } from './names';
import { cifarResnet, imagenetResnet } from './resnet';
import { vgg } from './vgg';

/** The blocks of MobileNet for images of 32 pixels, whose FLOPs are those that the paper of DCP gives: 8 x 8 at the end. */
const smallImageBlocks = mobilenetBlocks.map(([filters, stride], index): Block => [filters, index < 4 ? stride : 1]);

/** Networks of published shapes, untrained. */
export const builders: Readonly<Record<BuilderId, (random: Random) => Network>> = {
  'vggnet-cifar': (random) =>
    vgg(
      'vggnet',
      {
        blocks: [[64, 64], [128, 128], Array(4).fill(256), Array(4).fill(512), Array(4).fill(512)],
        classes: 10,
        inputShape: [32, 32, 3],
      },
      random,
    ),
  'resnet-20-cifar': (random) => cifarResnet('resnet-20', { blocks: 3, classes: 10 }, random),
  'resnet-56-cifar': (random) => cifarResnet('resnet-56', { blocks: 9, classes: 10 }, random),
  'se-resnet-20-cifar': (random) => cifarResnet('se-resnet-20', { blocks: 3, classes: 10, squeeze: 16 }, random),
  'densenet-bc-40-cifar': (random) => densenet('densenet-40', { layers: 6, growth: 12, classes: 10 }, random),
  'mobilenet-cifar': (random) =>
    mobilenet(
      'mobilenet-cifar',
      { stem: [32, 1], blocks: smallImageBlocks, classes: 10, inputShape: [32, 32, 3] },
      random,
    ),
  'mobilenet-imagenet': (random) =>
    mobilenet(
      'mobilenet',
      { stem: [32, 2], blocks: mobilenetBlocks, classes: 1000, inputShape: [224, 224, 3] },
      random,
    ),
  'mobilenet-v2-imagenet': (random) => mobilenetV2('mobilenet-v2', { classes: 1000 }, random),
  'resnet-18-imagenet': (random) =>
    imagenetResnet('resnet-18', { blocks: [2, 2, 2, 2], isBottleneck: false, classes: 1000 }, random),
  'resnet-50-imagenet': (random) =>
    imagenetResnet('resnet-50', { blocks: [3, 4, 6, 3], isBottleneck: true, classes: 1000 }, random),
};
