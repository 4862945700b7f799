import { afterAll, beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { costOf } from '../network/cost';
import { disposeNetwork } from '../network/network';
import { NetworkBuilder } from '../network/networkBuilder';
import { Random } from '../random';
import { firstOfEach } from './blocks';
import { groupKeeps } from './keptCounts';
import { prunableGroups } from './prunableGroups';
import { cut } from './surgery';

beforeAll(() => chooseBackend(['cpu']));

const conv = (filters: number) => ({ filters, kernel_size: [3, 3], activation: 'relu' });

/** Two convolutions, Flatten and Dense layers, as introductions to Keras have them. */
const flattened = () =>
  new NetworkBuilder([28, 28, 1])
    .append('conv1', 'Conv2D', conv(32))
    .append('pool1', 'MaxPooling2D')
    .append('conv2', 'Conv2D', conv(64))
    .append('pool2', 'MaxPooling2D')
    .append('flat', 'Flatten')
    .append('drop', 'Dropout', { rate: 0.5 })
    .append('hidden', 'Dense', { units: 128, activation: 'relu' })
    .append('classes', 'Dense', { units: 10, activation: 'softmax' });

/** Separable blocks, each around a shortcut with a convolution of its own, as Xception's are. */
function xception(): NetworkBuilder {
  const chain = new NetworkBuilder([64, 64, 3]).convBatchNormRelu(1, 32, { stride: 2 });
  for (const filters of [64, 128, 256]) {
    const [from = ''] = chain.end();
    const block = { filters, kernel_size: [3, 3], padding: 'same', use_bias: false };
    chain
      .append(`sep${filters}a`, 'SeparableConv2D', block)
      .append(`bn${filters}a`, 'BatchNormalization')
      .append(`relu${filters}`, 'ReLU')
      .append(`sep${filters}b`, 'SeparableConv2D', block)
      .append(`bn${filters}b`, 'BatchNormalization')
      .append(`pool${filters}`, 'MaxPooling2D', { pool_size: [3, 3], strides: [2, 2], padding: 'same' })
      .convBatchNorm(`short${filters}`, filters, { kernel: 1, stride: 2, inputs: [from] })
      .append(`sum${filters}`, 'Add', {}, [`pool${filters}`, `bnshort${filters}`]);
  }
  return chain.append('gap', 'GlobalAveragePooling2D').append('classes', 'Dense', { units: 10 });
}

/** Separable convolutions in a row. */
function separable(): NetworkBuilder {
  const chain = new NetworkBuilder([32, 32, 3]).append('conv', 'Conv2D', conv(32));
  for (const [index, filters] of [64, 128, 128, 256].entries())
    chain
      .append(`sep${index}`, 'SeparableConv2D', { ...conv(filters), padding: 'same' })
      .append(`pool${index}`, 'MaxPooling2D');
  return chain.append('gap', 'GlobalAveragePooling2D').append('classes', 'Dense', { units: 10 });
}

/** MobileNet with the classifier taken off and another head put on. */
function mobileNet(): NetworkBuilder {
  const chain = new NetworkBuilder([96, 96, 3]).convBatchNormRelu('', 32, { stride: 2 });
  const blocks: Array<[filters: number, stride: number]> = [
    [64, 1],
    ...([128, 128, 256, 256, 512] as const).map((filters, at): [number, number] => [filters, at % 2 === 0 ? 2 : 1]),
    ...Array.from({ length: 5 }, (): [number, number] => [512, 1]),
    [1024, 2],
    [1024, 1],
  ];
  for (const [index, [filters, stride]] of blocks.entries())
    chain.depthwiseBatchNormRelu(`d${index}`, stride).convBatchNormRelu(`p${index}`, filters, { kernel: 1 });
  return chain
    .append('gap', 'GlobalAveragePooling2D')
    .append('drop', 'Dropout', { rate: 0.2 })
    .append('hidden', 'Dense', { units: 128, activation: 'relu' })
    .append('classes', 'Dense', { units: 5, activation: 'softmax' });
}

/** Blocks around shortcuts as ResNeXt's are: a convolution in eight groups between two 1x1 ones. */
function resNext(): NetworkBuilder {
  const chain = new NetworkBuilder([32, 32, 3]).convBatchNormRelu('', 64);
  for (const [stage, filters] of [64, 128, 256].entries())
    for (const block of [0, 1]) {
      const [from = ''] = chain.end();
      const id = `${stage}${block}`;
      const stride = stage > 0 && block === 0 ? 2 : 1;
      const grouped = { filters, kernel_size: [3, 3], strides: [stride, stride], padding: 'same', groups: 8 };
      chain
        .convBatchNormRelu(`${id}in`, filters, { kernel: 1 })
        .append(`grouped${id}`, 'Conv2D', { ...grouped, use_bias: false })
        .append(`bngrouped${id}`, 'BatchNormalization')
        .append(`relugrouped${id}`, 'ReLU')
        .convBatchNorm(`${id}out`, 2 * filters, { kernel: 1 });
      const end = chain.end();
      if (block === 0) chain.convBatchNorm(`${id}short`, 2 * filters, { kernel: 1, stride, inputs: [from] });
      chain
        .append(`sum${id}`, 'Add', {}, [...end, ...(block === 0 ? chain.end() : [from])])
        .append(`relu${id}`, 'ReLU');
    }
  return chain.append('gap', 'GlobalAveragePooling2D').append('classes', 'Dense', { units: 10 });
}

const shares: string[] = [];
afterAll(() => console.log(`parameters and FLOPs kept at rate 0.5:\n${shares.join('\n')}`));

test.each([
  { name: 'convolutions, Flatten and Dense', chain: flattened, streams: 'locked' },
  { name: 'separable convolutions in a row', chain: separable, streams: 'locked' },
  { name: 'separable blocks with shortcuts', chain: xception, streams: 'pruned' },
  { name: 'separable blocks, shortcuts whole', chain: xception, streams: 'locked', most: 0.65 },
  { name: 'ResNeXt blocks', chain: resNext, streams: 'pruned' },
  { name: 'ResNeXt blocks, shortcuts whole', chain: resNext, streams: 'locked' },
  { name: 'MobileNet with a new head', chain: mobileNet, streams: 'locked' },
] as const)('$name, streams $streams, keep at most 55% of their parameters at rate 0.5, or what is said', (each) => {
  const { name, chain, streams } = each;
  const network = chain().build(name, new Random(1));
  const kept = prunableGroups(network, streams).map(({ group }): [string, number[]] => [
    group.name,
    firstOfEach(group.blocks, [...Array(group.channels).keys()], groupKeeps(group, 0.5)),
  ]);
  const small = cut(network, new Map(kept));
  const [before, after] = [costOf(network), costOf(small)];
  const share = (what: 'params' | 'flops') => after[what] / before[what];
  shares.push(`${name}: ${(100 * share('params')).toFixed(1)}%, ${(100 * share('flops')).toFixed(1)}%`);
  expect(share('params')).toBeLessThanOrEqual('most' in each ? each.most : 0.55);
  for (const owner of [network, small]) disposeNetwork(owner);
});
