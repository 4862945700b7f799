/** Words of the Network view. */
import { formatWhole } from './numbers';
import { fill } from './text';
import { translated } from './translated';

export const networkWords = translated('networkView.networkWords', {
  'another-open': 'another is open',
  agreement: 'Agreement',
  bundled: 'Bundled networks',
  cancel: 'Cancel',
  'can-be-pruned': 'Can go at most',
  drop: 'Drop a network, images, or both',
  'drop-kinds': '.keras, .h5, TensorFlow.js; folders of images, zip, .npz, IDX, CIFAR',
  flops: 'FLOPs',
  format: 'Format',
  images: 'Images',
  input: 'Input',
  match: 'Match',
  measure: 'Measure',
  measuring: 'measuring…',
  network: 'Network',
  'none-open': 'none is open',
  'not-measured': 'not measured',
  open: 'Open a network',
  parameters: 'Parameters',
  pixels: 'Pixels',
  'pixels-go-in': 'Pixels go in as',
  'prunable-layers': 'Prunable layers',
  size: 'Size',
  'test-accuracy': 'Test accuracy',
  title: 'Network and images',
  trained: 'Trained on CIFAR-10',
  untrained: 'Untrained, of published shapes',
  'which-class': 'Which class is which?',
  'which-class-why':
    'The images’ classes do not carry the names of the network’s outputs. Give each class the output that it is.',
});

export const networkTexts = translated('networkView.networkTexts', {
  accuracy: '{{accuracy}} of {{images}}',
  'accuracy-range': '{{accuracy}} of {{images}} ({{range}})',
  'cancel-task': 'Cancel: {{task}}',
  'by-command': '{{dataset}} (npm run data)',
  'few-tests':
    'There are only {{images}} test images: one more or less right moves accuracy by {{points}} points. Drop more images to measure better.',
  classes: 'Classes: {{classes}}',
  'class-counts': '{{train}} train, {{test}} test',
  kept: 'Stay whole: {{groups}} groups of channels',
  'kept-one': 'Stays whole: 1 group of channels',
  input: '{{height}} × {{width}}, {{channels}} channels',
  'input-grey': '{{height}} × {{width}}, 1 channel',
  'left-out': '{{files}} files that are no images were left out',
  'left-out-one': 'A file that is no image was left out',
  'one-test': 'There is one test image: accuracy can only be 0% or 100%. Drop more images to measure better.',
  layers: '{{layers}}, and the layers before them that make their inputs: {{params}} of parameters',
  output: 'Output of {{name}}',
  'output-number': 'output {{output}}',
  parts: '{{train}} train, {{test}} test',
  prunable: '{{params}} of parameters, {{flops}} of FLOPs',
  'scaling-right': '{{scaling}} ({{share}} right)',
  'scaling-sure': '{{scaling}} ({{share}} sure)',
  'step-at': '{{task}}: {{step}}',
  'step-of': '{{task}}: {{done}} of {{total}}',
  'test-image': 'test image: {{label}}',
  unlabelled:
    'These images have no labels of this network’s classes: its own predictions stand in for them, so accuracy here is agreement with the network as it came. Drop labelled images to measure more.',
  'under-way': '{{task}}…',
});

/** Where test images come from. */
export const testOrigins = translated('networkView.testOrigins', {
  own: 'The test images came apart from the others.',
  'held-back': 'The test images are a fifth of the images of each class, drawn at random and not trained on.',
  training: 'The test images are the training images: there are too few to hold any back.',
});

/** Of groups of channels that stay. */
export const tellKept = (groups: number): string =>
  groups === 1 ? networkTexts['kept-one'] : fill(networkTexts.kept, { groups });

/** What a network reads. */
export const tellShape = ([height, width, channels]: readonly [
  height: number,
  width: number,
  channels: number,
]): string => fill(networkTexts[channels === 1 ? 'input-grey' : 'input'], { height, width, channels });

/** Which images serve for what. */
export const tellTrainTest = ({ train, test }: { readonly train: number; readonly test: number }): string =>
  fill(networkTexts.parts, { train: formatWhole(train), test: formatWhole(test) });

export const tellLeftOut = (files: number): string =>
  files === 1 ? networkTexts['left-out-one'] : fill(networkTexts['left-out'], { files });
