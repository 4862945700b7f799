import type { WrittenName } from '../../engine/io/formatNames';
import type { Scaling } from '../../engine/network/scaling';
import type { Reading } from '../../store/state';
import { useWords } from '../../words/answers';
import { fill } from '../../words/text';

/** More names than this would fill the page: then the class's number has to do. */
const mostNames = 20;

/** The few lines that use a downloaded network: TensorFlow.js in a page, or Keras in Python. @param file its name */
export const usageCode = (format: WrittenName, file: string, reading: Reading): string =>
  format.startsWith('tfjs') ? tfjsCode(file, reading) : kerasCode(file, reading);

const tfjsCode = (file: string, { shape: [height, width, channels], scaling, classes }: Reading): string =>
  [
    "import * as tf from '@tensorflow/tfjs';",
    '',
    `// model.json: ${fill(useWords.unpacked, { file })}`,
    "const model = await tf.loadLayersModel('model.json');",
    `const pixels = tf.browser.fromPixels(document.querySelector('img'))${channels === 1 ? '.mean(2, true)' : ''};`,
    `const image = tf.image.resizeBilinear(pixels, [${height}, ${width}])${scaledInTfjs(scaling)};`,
    'const scores = await model.predict(image.expandDims()).data();',
    `console.log(${named(classes, 'scores.indexOf(Math.max(...scores))')});`,
  ].join('\n');

const kerasCode = (file: string, { shape: [height, width, channels], scaling, classes }: Reading): string =>
  [
    'import keras',
    '',
    `model = keras.models.load_model(${JSON.stringify(file)})`,
    `file = keras.utils.load_img("image.png", target_size=(${height}, ${width})${channels === 1 ? ', color_mode="grayscale"' : ''})`,
    `image = ${scaledInKeras('keras.utils.img_to_array(file)', scaling)}`,
    'scores = model.predict(image[None])[0]',
    `print(${named(classes, 'scores.argmax()')})`,
  ].join('\n');

function scaledInTfjs(scaling: Scaling): string {
  switch (scaling.kind) {
    case 'bytes':
      return '';
    case 'unit':
      return '.div(255)';
    case 'symmetric':
      return '.div(127.5).sub(1)';
    case 'standard':
      return `.div(255).sub(${listOf(scaling.mean)}).div(${listOf(scaling.deviation)})`;
  }
}

function scaledInKeras(image: string, scaling: Scaling): string {
  switch (scaling.kind) {
    case 'bytes':
      return image;
    case 'unit':
      return `${image} / 255`;
    case 'symmetric':
      return `${image} / 127.5 - 1`;
    case 'standard':
      return `(${image} / 255 - ${listOf(scaling.mean)}) / ${listOf(scaling.deviation)}`;
  }
}

const listOf = (values: readonly number[]): string => `[${values.join(', ')}]`;

const named = (classes: readonly string[], index: string): string =>
  classes.length > mostNames ? index : `[${classes.map((name) => JSON.stringify(name)).join(', ')}][${index}]`;
