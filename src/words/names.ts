/** Names of what a person chooses among, by id. */
import { fill, joints } from './text';
import { translated } from './translated';

/** What becomes of pixels of 0 to 255. */
export const scalingNames = translated('names.scalingNames', {
  bytes: '0 to 255, as they are',
  unit: '0 to 1',
  symmetric: '−1 to 1',
  imagenet: 'standardised as ImageNet',
  standard: 'standardised',
});

/** Networks of published shapes. */
export const builderNames = translated('names.builderNames', {
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
});

/** Formats of a network's file. */
export const formatLabels = translated('names.formatLabels', {
  keras: 'Keras 3 (.keras)',
  h5: 'Keras 2 (.h5)',
  tfjs: 'TensorFlow.js (.zip)',
  'tfjs-fp16': 'TensorFlow.js, 16-bit weights (.zip)',
  'tfjs-int8': 'TensorFlow.js, 8-bit weights (.zip)',
});

/** How a network came, whether as one file, several or a folder. */
export const cameAs = translated('names.cameAs', {
  keras: 'Keras 3 (.keras)',
  h5: 'Keras 2 (.h5)',
  tfjs: 'TensorFlow.js (model.json and weight files)',
});

/** Images that lie beside the page. */
export const datasetNames = translated('names.datasetNames', {
  'cifar10-bundled': 'CIFAR-10, bundled 6,000 images',
  'cifar10-full': 'CIFAR-10, all 60,000 images',
});

export type DatasetId = keyof typeof datasetNames;

const isBundled = (name: string): name is DatasetId => Object.hasOwn(datasetNames, name);

/** Classes of CIFAR-10, by what its network calls them. */
export const classNames = translated('names.classNames', {
  airplane: 'airplane',
  automobile: 'automobile',
  bird: 'bird',
  cat: 'cat',
  deer: 'deer',
  dog: 'dog',
  frog: 'frog',
  horse: 'horse',
  ship: 'ship',
  truck: 'truck',
});

const isKnownClass = (name: string): name is keyof typeof classNames => Object.hasOwn(classNames, name);

/** Other classes are called what their network or folder calls them. */
export const tellClass = (name: string): string => (isKnownClass(name) ? classNames[name] : name);

/** Images of a folder are called after it and by their number, in logs in English. */
const counted = /^(?<folder>.+), (?<images>\d+) images$/;

export const datasetTexts = translated('names.datasetTexts', { counted: '{{folder}}, {{images}} images' });

/** A data set that lies beside the page by its name; any other is called what its files are. */
export function tellDataset(name: string): string {
  if (isBundled(name)) return datasetNames[name];
  const { groups } = counted.exec(name) ?? {};
  return groups ? fill(datasetTexts.counted, groups) : name;
}

/** The joint loss (Eq 6) and its parts, the discrimination loss by its weight. */
export const lossNames = translated('names.lossNames', { joint: 'L', reconstruction: 'L_M', weighted: 'λ L_S' });

const stream = 'stream:';

export const groupTexts = translated('names.groupTexts', { coupled: '{{layer}} (coupled)' });

/** A prunable group: the convolution that reads it, or `stream:` and the layer that makes it where several do. */
export const tellGroup = (id: string): string =>
  id.startsWith(stream) ? fill(groupTexts.coupled, { layer: id.slice(stream.length) }) : id;

/** Ids of groups, joined by commas. */
export const tellGroups = (ids: string): string => ids.split(', ').map(tellGroup).join(joints.comma);
