import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { chooseBackend } from '../../backend/chooseBackend';
import { predict } from '../../network/execute';
import { disposeNetwork } from '../../network/network';
import { initialWeights } from '../../network/networkBuilder';
import { Random } from '../../random';
import { input2, input3, layer2, layer3, model2, model3, sequential, tensor3, wave } from '../../testing/kerasFiles';
import { expectClose } from '../../testing/numbers';
import { readTopology } from './topology';

beforeAll(() => chooseBackend(['cpu']));

const { values } = wave(3, 2, 6, 6, 3);
const x = () => tf.mul(tf.tensor4d(values, [2, 6, 6, 3]), 8) as tf.Tensor4D;

/** What a topology without trained weights puts out for x. */
function outputOf(json: unknown, version?: string): tf.Tensor {
  const { places: _, ...graph } = readTopology(json, version);
  const network = { ...graph, weights: initialWeights(graph.layers, new Random(1)) };
  const output = predict(network, x());
  disposeNetwork(network);
  return output;
}

const one = (className: string, config: Record<string, unknown> = {}) =>
  sequential('one', layer2(className, 'it', { batch_input_shape: [null, 6, 6, 3], ...config }));

describe('the version of Keras tells what a name means', () => {
  test.each(['Activation', 'Conv2D'])('hard sigmoid of %s', (className) => {
    const conv = { filters: 2, kernel_size: [1, 1], use_bias: false };
    const config = { ...(className === 'Conv2D' ? conv : {}), activation: 'hard_sigmoid' };
    const linear = outputOf(one(className, { ...config, activation: 'linear' }));
    expectClose(
      outputOf(one(className, config), '2.9.0'),
      tf.clipByValue(tf.add(tf.mul(linear, 0.2), 0.5), 0, 1),
      1e-6,
    );
    expectClose(outputOf(one(className, config), '3.8.0'), tf.div(tf.relu6(tf.add(linear, 3)), 6), 1e-6);
  });
});

test('the hard sigmoid within a recurrent layer stays there', () => {
  const rows = layer2('Reshape', 'rows', { target_shape: [6, 18], batch_input_shape: [null, 6, 6, 3] });
  const { layers } = readTopology(
    sequential('rnn', rows, layer2('LSTM', 'm', { units: 2, activation: 'hard_sigmoid' })),
  );
  expect(layers.map(({ name }) => name)).toEqual(['input', 'rows', 'm']);
  expect(layers.at(-1)!.config.activation).toBe('hard_sigmoid');
});

describe('a configuration without a version is of Keras 3 if it is written as only Keras 3 does', () => {
  const sigmoid = { activation: 'hard_sigmoid' };
  const keras3 = model3('m', [input3('in', 6, 6, 3), layer3('Activation', 'it', sigmoid, tensor3('in'))], 'in', [
    'it',
    0,
    0,
  ]);
  const relu6 = () => tf.div(tf.relu6(tf.add(x(), 3)), 6);

  test.each<[string, unknown, string | undefined, () => tf.Tensor]>([
    ['Keras 3', keras3, undefined, relu6],
    ['Keras 2', one('Activation', sigmoid), undefined, () => tf.clipByValue(tf.add(tf.mul(x(), 0.2), 0.5), 0, 1)],
    ['a version to come', keras3, '4.0.0', relu6],
  ])('%s', (_, json, version, expected) => {
    expectClose(outputOf(json, version), expected(), 1e-6);
  });
});

describe('activations that are layers', () => {
  test.each([
    ['LeakyReLU', { alpha: 0.1 }, (y: tf.Tensor) => tf.leakyRelu(y, 0.1)],
    ['LeakyReLU', { negative_slope: 0.4 }, (y: tf.Tensor) => tf.leakyRelu(y, 0.4)],
    ['ReLU', { max_value: 2 }, (y: tf.Tensor) => tf.clipByValue(y, 0, 2)],
    ['Softmax', { axis: -1 }, (y: tf.Tensor) => tf.softmax(y)],
    ['Activation', { activation: 'tanh' }, (y: tf.Tensor) => tf.tanh(y)],
  ])('%s %j', (class_name, config, compute) => {
    const conv = { filters: 2, kernel_size: [1, 1], use_bias: false };
    const carried = one('Conv2D', { ...conv, activation: { class_name, config } });
    expectClose(outputOf(carried), compute(outputOf(one('Conv2D', conv))), 1e-6);
  });

  test('PReLU has weights of its own and must be a layer of its own', () => {
    const config = { filters: 2, kernel_size: [1, 1], activation: { class_name: 'PReLU', config: {} } };
    expect(() => readTopology(one('Conv2D', config))).toThrow(
      'layer "it": a PReLU is its activation; put the PReLU behind it',
    );
  });
});

describe('arithmetic with constants', () => {
  const lambda = (name: string, node: unknown) => ({
    class_name: 'TFOpLambda',
    name: 'op',
    config: { name: 'op', function: name },
    inbound_nodes: [node],
  });
  const keras2 = (node: unknown, name: string) => model2('m', [input2('in', 6, 6, 3), lambda(name, node)], 'in', 'op');
  const keras3 = (className: string, ...args: unknown[]) =>
    model3('m', [input3('in', 6, 6, 3), layer3(className, 'op', {}, ...args)], 'in', ['op', 0, 0]);
  const numpy = { class_name: '__numpy__', config: { value: [1, 2, 3], dtype: 'float32' } };
  const x3 = tensor3('in');
  test.each<[string, unknown, (x: tf.Tensor) => tf.Tensor]>([
    [
      '1 - x, Keras 2',
      keras2(['_CONSTANT_VALUE', -1, 1, { y: ['in', 0, 0], name: null }], 'math.subtract'),
      (x) => tf.sub(1, x),
    ],
    ['x - 1, Keras 2', keras2(['in', 0, 0, { y: 1, name: null }], 'math.subtract'), (x) => tf.sub(x, 1)],
    ['x / 4, Keras 2, in a list', keras2([['in', 0, 0, { y: 4 }]], 'math.truediv'), (x) => tf.div(x, 4)],
    ['2 x, Keras 2', keras2(['_CONSTANT_VALUE', -1, 2, { y: ['in', 0, 0] }], 'math.multiply'), (x) => tf.mul(x, 2)],
    ['x + vector, Keras 2', keras2(['in', 0, 0, { y: [1, 2, 3] }], '__operators__.add'), (x) => tf.add(x, [1, 2, 3])],
    ['1 - x, Keras 3', keras3('Subtract', 1, x3), (x) => tf.sub(1, x)],
    ['x - vector, Keras 3', keras3('Subtract', x3, numpy), (x) => tf.sub(x, [1, 2, 3])],
    ['vector - x, Keras 3', keras3('Subtract', numpy, x3), (x) => tf.sub([1, 2, 3], x)],
    ['x * vector, Keras 3', keras3('Multiply', x3, numpy), (x) => tf.mul(x, [1, 2, 3])],
    ['x / vector, Keras 3', keras3('TrueDivide', x3, numpy), (x) => tf.div(x, [1, 2, 3])],
    ['0.5 x, Keras 3', keras3('Multiply', 0.5, x3), (x) => tf.mul(x, 0.5)],
    ['x - rows of one vector, Keras 3', keras3('Subtract', x3, [[[1, 2, 3]]]), (x) => tf.sub(x, [1, 2, 3])],
    ['x + x, Keras 3: no constant', keras3('Add', [x3, x3]), (x) => tf.mul(x, 2)],
  ])('%s', (_, json, compute) => {
    expectClose(outputOf(json, '3.8.0'), compute(x()), 1e-5);
  });

  test.each([
    ['one for each row', [[[1]], [[2]], [[3]], [[4]], [[5]], [[6]]]],
    ['one for each entry of a row', [[1], [2], [3], [4], [5], [6]]],
  ])('a constant with %s is none of it', (_, constant) => {
    expect(() => outputOf(keras3('Subtract', x3, constant))).toThrow(/layer "op" \(Subtract\)/);
  });

  test('a vector of another length than the channels is refused', () => {
    expect(() => outputOf(keras3('Subtract', x3, [1, 2]))).toThrow(
      'layer "op" (Rescaling): has 2 numbers for 3 channels',
    );
  });

  test('1 / x is none of it', () => {
    expect(() => outputOf(keras3('TrueDivide', 1, x3))).toThrow(
      'layer "op" is of class TrueDivide, which is not supported',
    );
  });
});

test.each(['Identity', 'RandomFlip', 'RandomRotation', 'RandomHue', 'ActivityRegularization'])(
  '%s passes images on, and is left out of the network',
  (className) => {
    const json = sequential(
      'm',
      layer2('InputLayer', 'in', { batch_input_shape: [null, 6, 6, 3] }),
      layer2(className, 'it', { factor: 0.1, mode: 'horizontal' }),
      layer2('GlobalAveragePooling2D', 'gap'),
    );
    expect(readTopology(json).layers.map(({ name }) => name)).toEqual(['in', 'gap']);
    expectClose(outputOf(json), tf.mean(x(), [1, 2]), 1e-6);
  },
);

test('a softmax of another axis than the last', () => {
  const sums = tf.sum(outputOf(one('Softmax', { axis: 1 })), 1);
  expectClose(sums, tf.ones([2, 6, 3]), 1e-6);
});

test('a ReLU with slope, threshold and cap', () => {
  const relu = outputOf(one('ReLU', { negative_slope: [0.1], threshold: [0.5], max_value: [2] }));
  const expected = values.map((value) => {
    const y = 8 * value;
    return y >= 2 ? 2 : y >= 0.5 ? y : 0.1 * (y - 0.5);
  });
  expectClose(relu, tf.tensor4d(expected, [2, 6, 6, 3]), 1e-5);
});

/** The model with another output. */
const withOutput = ({ config, ...model }: Record<string, unknown>, layer: string, node: number) => ({
  ...model,
  config: { ...z.looseObject({}).parse(config), output_layers: [[layer, node, 0]] },
});

describe('dictionaries go by their keys, whatever the order in which they are written', () => {
  const scale = (name: string, factor: number, from: string) => layer2('Rescaling', name, { scale: factor }, from);
  const put = (outputs: unknown, inputs: unknown) => ({
    class_name: 'Functional',
    name: 'inner',
    config: {
      name: 'inner',
      layers: [input2('p', 6, 6, 3), input2('q', 6, 6, 3), scale('p2', 2, 'p'), scale('q3', 3, 'q')],
      input_layers: inputs,
      output_layers: outputs,
    },
  });
  const listed = [
    ['p', 0, 0],
    ['q', 0, 0],
  ];

  test('inputs of a model within a model', () => {
    const inner = put([['p2', 0, 0]], { bb: ['p', 0, 0], aa: ['q', 0, 0] });
    const call = { args: [{ bb: tensor3('minus'), aa: tensor3('in') }], kwargs: {} };
    const json = model3(
      'm',
      [
        input3('in', 6, 6, 3),
        layer3('Rescaling', 'minus', { scale: -1 }, tensor3('in')),
        { ...inner, inbound_nodes: [call] },
      ],
      'in',
      ['inner', 1, 0],
    );
    expectClose(outputOf(json, '3.8.0'), tf.mul(x(), -2), 1e-6);
  });

  test('outputs of a model within a model', () => {
    const inner = put({ z: ['p2', 0, 0], a: ['q3', 0, 0] }, listed);
    const call = { args: [[tensor3('in'), tensor3('in')]], kwargs: {} };
    const read = { class_name: '__keras_tensor__', config: { keras_history: ['inner', 0, 0] } };
    const json = model3(
      'm',
      [input3('in', 6, 6, 3), { ...inner, inbound_nodes: [call] }, layer3('ReLU', 'r', {}, read)],
      'in',
      ['r', 0, 0],
    );
    expectClose(outputOf(json, '3.8.0'), tf.relu(tf.mul(x(), 3)), 1e-6);
  });

  test('a model called with too few inputs, and an output that no layer makes', () => {
    const inner = put([['p2', 0, 0]], listed);
    const call = { args: [tensor3('in')], kwargs: {} };
    const json = model3('m', [input3('in', 6, 6, 3), { ...inner, inbound_nodes: [call] }], 'in', ['inner', 1, 0]);
    expect(() => readTopology(json, '3.8.0')).toThrow('the model "inner" within it has 2 inputs and is called with 1');
    const seventh = model2(
      'm',
      [input2('in', 6, 6, 3), { ...layer2('ReLU', 'r'), inbound_nodes: [[['in', 0, 7, {}]]] }],
      'in',
      'r',
    );
    expect(() => readTopology(seventh)).toThrow('layer "r" reads an output number 7 that no layer makes here');
  });
});

describe('what a layer is called with', () => {
  const called = (kwargs: Record<string, unknown>) =>
    model2(
      'm',
      [input2('in', 6, 6, 3), { ...layer2('BatchNormalization', 'bn'), inbound_nodes: [[['in', 0, 0, kwargs]]] }],
      'in',
      'bn',
    );

  test.each([{ training: true }, { mask: ['in', 0, 0] }])('%j may change what it computes and is refused', (kwargs) => {
    expect(() => readTopology(called(kwargs))).toThrow(
      /layer "bn" is called with (training|mask) = .*, which is not understood/,
    );
    const call = { args: [tensor3('in')], kwargs };
    const json = model3(
      'm',
      [input3('in', 6, 6, 3), { ...layer3('Dropout', 'r', { rate: 0.5 }), inbound_nodes: [call] }],
      'in',
      ['r', 0, 0],
    );
    expect(() => readTopology(json)).toThrow(/layer "r" is called with (training|mask)/);
  });

  test('Keras 3 calls layers that scale images as in training, which changes nothing', () => {
    const call = { args: [tensor3('in')], kwargs: { training: true } };
    const resizing = { ...layer3('Resizing', 'r', { height: 3, width: 3 }), inbound_nodes: [call] };
    expect(readTopology(model3('m', [input3('in', 6, 6, 3), resizing], 'in', ['r', 0, 0])).output).toBe('r');
  });

  test.each([{ training: false }, { training: null }, { mask: null }, {}])('%j changes nothing', (kwargs) => {
    expect(readTopology(called(kwargs)).layers.at(-1)!.name).toBe('bn');
  });
});

test('models that call one another twice on every level are counted, though they append no layer', () => {
  const level = (depth: number): Record<string, unknown> => {
    const below = { ...(depth === 0 ? {} : level(depth - 1)), name: `l${depth - 1}` };
    const calls = [[[`in${depth}`, 0, 0, {}]], [[`l${depth - 1}`, 0, 0, {}]]];
    const layers = [input2(`in${depth}`, 6, 6, 3), ...(depth === 0 ? [] : [{ ...below, inbound_nodes: calls }])];
    return model2(`l${depth}`, layers, `in${depth}`, depth === 0 ? 'in0' : `l${depth - 1}`);
  };
  expect(() => readTopology(level(24))).toThrow('it has more than 10000 layers');
});

describe('models within models', () => {
  const inner = (name: string) =>
    model2(
      name,
      [input2(`${name}_in`, 6, 6, 3), layer2('ReLU', `${name}_relu`, {}, `${name}_in`)],
      `${name}_in`,
      `${name}_relu`,
    );
  const nodes = (layer: Record<string, unknown>, ...from: string[]) => ({
    ...layer,
    name: z.object({ config: z.object({ name: z.string() }) }).parse(layer).config.name,
    inbound_nodes: from.map((input) => [[input, 0, 0, {}]]),
  });

  test.each([
    ['Keras 3, whose outputs alone count the model’s own call', '3.8.0', 0, 1],
    ['Keras 2, which counts it everywhere', '2.9.0', 1, 1],
    ['TensorFlow.js, which does not', '2.9.0', 0, 0],
  ])('%s: a model’s output is read and put out', (_, version, read, out) => {
    const json = model2(
      'outer',
      [
        input2('in', 6, 6, 3),
        nodes(inner('inner'), 'in'),
        { ...layer2('Rescaling', 'half', { scale: 0.5 }), inbound_nodes: [[['inner', read, 0, {}]]] },
      ],
      'in',
      'half',
    );
    const whole = withOutput(json, 'half', 0);
    expectClose(outputOf(whole, version), tf.mul(0.5, tf.relu(x())), 1e-6);
    const nested = withOutput(json, 'inner', out);
    expectClose(outputOf(nested, version), tf.relu(x()), 1e-6);
  });

  test('a model called twice in Keras 3: the second call is put out', () => {
    const json = model2(
      'outer',
      [
        input2('in', 6, 6, 3),
        { ...layer2('Rescaling', 'minus', { scale: -1 }, 'in') },
        nodes(inner('inner'), 'in', 'minus'),
      ],
      'in',
      'in',
    );
    const put = withOutput(json, 'inner', 2);
    expectClose(outputOf(put, '3.8.0'), tf.relu(tf.neg(x())), 1e-6);
  });

  test('thirty models deep is enough for anyone', () => {
    const nest = (depth: number): Record<string, unknown> =>
      depth === 0 ? layer2('ReLU', 'r') : { ...sequential(`s${depth}`, nest(depth - 1)), name: `s${depth}` };
    const json = sequential('top', layer2('InputLayer', 'in', { batch_input_shape: [null, 6, 6, 3] }), nest(40));
    expect(() => readTopology(json)).toThrow('models are nested more than 32 deep; build it flatter');
  });

  test('models that repeat one another ten thousand times are refused before they are laid out', () => {
    const times = (name: string, layer: (at: number) => Record<string, unknown>) =>
      sequential(name, ...Array.from({ length: 30 }, (_, at) => ({ ...layer(at), name: `${name}${at}` })));
    const json = sequential(
      'top',
      layer2('InputLayer', 'in', { batch_input_shape: [null, 6, 6, 3] }),
      times('a', () => times('b', () => times('c', (at) => layer2('ReLU', `r${at}`)))),
    );
    expect(() => readTopology(json)).toThrow('it has more than 10000 layers');
  });
});

describe('what is not understood is refused, with what to do', () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    [
      'Lambda',
      {},
      /layer "it" is of class Lambda, which is not supported; its Python code is not in the file: put Rescaling/,
    ],
    ['PruneLowMagnitude', {}, /call tfmot\.sparsity\.keras\.strip_pruning\(model\)/],
    ['QuantizeWrapperV2', {}, /save the model as it was before tfmot quantised it/],
    [
      'MyLayer',
      {},
      /layer "it" is of class MyLayer, which is not supported; rebuild the model without it, or from: InputLayer, Conv2D/,
    ],
    ['toString', {}, /layer "it" is of class toString, which is not supported/],
    ['__proto__', {}, /layer "it" is of class __proto__, which is not supported/],
    ['GlorotUniform', {}, /layer "it" is of class GlorotUniform, which is not supported/],
    [
      'Dense',
      { units: 2, dtype: { class_name: 'QuantizedDTypePolicy', config: {} } },
      /quantised to whole numbers; save the model as it was before quantize/,
    ],
    [
      'Resizing',
      { height: 3, width: 3, pad_to_aspect_ratio: true },
      /layer "it" \(Resizing\): pad_to_aspect_ratio is not supported/,
    ],
    ['Masking', { mask_value: 0 }, /layer "it" is of class Masking, which is not supported; masks are not followed/],
    ['CenterCrop', { height: 2, width: 2 }, /use Cropping2D in its place/],
    [
      'Activation',
      { activation: 'celu' },
      /layer "it" \(Activation\): its activation "celu" is not known; use one of Keras by its name/,
    ],
    ['Softmax', { axis: [1, 2] }, /layer "it" \(Softmax\): axis/],
    ['Softmax', { axis: 9 }, /has no axis 9 to take a softmax of/],
    ['Permute', { dims: [1, 2, 9] }, /\[1,2,9\] is no order of the axes of \[6,6,3\]/],
    ['Rescaling', { scale: [1, 2] }, /has 2 numbers for 3 channels/],
    ['Normalization', { axis: [1] }, /works on axis 1 of/],
    ['Resizing', { height: 3, width: 3, data_format: 'channels_first' }, /layer "it" \(Resizing\): data_format/],
    ['GlobalMaxPooling2D', { data_format: 'channels_first' }, /data_format/],
    [
      'BatchNormalization',
      { renorm: true },
      /layer "it" \(BatchNormalization\): the setting renorm = true is not understood; build the layer without it/,
    ],
    [
      'LSTM',
      { units: 2, time_major: true, batch_input_shape: [null, 4, 3] },
      /layer "it" \(LSTM\): the setting time_major = true is not understood/,
    ],
    [
      'GRU',
      { units: 2, reset_after: true, batch_input_shape: [null, 4, 3] },
      /layer "it".*TensorFlow\.js refuses it \(GRUCell does not support reset_after/,
    ],
    ['Dense', { units: 2, lora_rank: 4 }, /the setting lora_rank = 4 is not understood/],
    [
      'Convolution2D',
      { nb_filter: 4, nb_row: 3, nb_col: 3 },
      /layer "it" is written as Keras 1 did, before 2017; load the model in Keras 2/,
    ],
    [
      'Conv2D',
      { filters: 2, kernel_size: [3, 3], dilation_rate: [1e6, 1e6] },
      /its window reaches over 2000001 entries/,
    ],
    [
      'ZeroPadding2D',
      { padding: 1e6 },
      /layer "it" \(ZeroPadding2D\): its output would be \[2000006,2000006,3\]; rebuild/,
    ],
    ['UpSampling2D', { size: [1e4, 1e4] }, /its output would be \[60000,60000,3\]/],
    ['Resizing', { height: 1e5, width: 1e5 }, /its output would be \[100000,100000,3\]/],
    ['Conv2DTranspose', { filters: 2, kernel_size: [3, 3], strides: [1e5, 1e5] }, /its output would be/],
    ['DepthwiseConv2D', { kernel_size: [3, 3], depth_multiplier: 1e9 }, /its output would be/],
  ])('%s %j', (className, config, message) => {
    expect(() => outputOf(one(className, config))).toThrow(message);
  });

  test('a subclassed model, weights alone, a layer that reads itself, and one that reads nothing', () => {
    expect(() => readTopology({ class_name: 'MyNet', config: { name: 'n' } })).toThrow(
      'the model is of the class "MyNet": its layers are Python code, which the file does not hold; build it as',
    );
    expect(() => readTopology({})).toThrow('its topology is no Keras model');
    const loop = model2(
      'm',
      [input2('in', 6, 6, 3), layer2('Add', 'a', {}, 'in', 'b'), layer2('ReLU', 'b', {}, 'a')],
      'in',
      'b',
    );
    expect(() => readTopology(loop)).toThrow('layer "a" reads its own output');
    const fed = model2(
      'm',
      [input2('in', 6, 6, 3), layer2('InputLayer', 'late', { batch_input_shape: [null, 6, 6, 3] }, 'in')],
      'in',
      'late',
    );
    expect(() => readTopology(fed)).toThrow('the input layer "late" reads another layer; save the model again');
    const lost = model2('m', [input2('in', 6, 6, 3), layer2('ReLU', 'a', {}, 'nobody')], 'in', 'a');
    expect(() => readTopology(lost)).toThrow('layer "a" reads "nobody", which does not exist; save the model again');
  });
});

test('a chain of 9,000 layers, written last first, is put in order without a deep stack', () => {
  const count = 9000;
  const layers = Array.from({ length: count }, (_, at) => layer2('ReLU', `r${at}`, {}, at === 0 ? 'in' : `r${at - 1}`));
  const json = model2('long', [...layers.reverse(), input2('in', 6, 6, 3)], 'in', `r${count - 1}`);
  expect(
    readTopology(json)
      .layers.map(({ name }) => name)
      .slice(0, 3),
  ).toEqual(['in', 'r0', 'r1']);
});
