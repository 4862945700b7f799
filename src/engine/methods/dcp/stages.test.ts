import { afterEach, describe, expect, test } from 'vitest';
import { prunableGroups } from '../../channels/prunableGroups';
import { builders } from '../../models';
import { cifarResnet } from '../../models/resnet';
import { vgg } from '../../models/vgg';
import { upTo } from '../../network/execute';
import { disposeNetwork, type Network } from '../../network/network';
import { NetworkBuilder } from '../../network/networkBuilder';
import { Random } from '../../random';
import { stagesOf } from './stages';

let network: Network;
afterEach(() => disposeNetwork(network));

test('P losses stand evenly over the depth; stage p prunes the layers in (L_{p-1}, L_p]', () => {
  network = vgg(
    'v',
    {
      blocks: [
        [4, 4],
        [4, 4],
        [4, 4],
      ],
      classes: 3,
      inputShape: [8, 8, 3],
    },
    new Random(1),
  );
  const stages = stagesOf(network, prunableGroups(network), 2);
  expect(stages.map(({ lossAt, groups }) => [lossAt, groups.map(({ id }) => id)])).toEqual([
    ['conv2', ['conv2']],
    ['conv5', ['conv3', 'conv4', 'conv5']],
    [undefined, ['conv6', 'classes']],
  ]);
});

/** Whether every path from the network's input to its output leads through a layer: without it nothing arrives. */
function isCrossedByAll({ layers, input, output }: Network, name: string): boolean {
  const reached = new Set(name === input ? [] : [input]);
  for (const layer of layers)
    if (layer.name !== name && layer.inputs.some((from) => reached.has(from))) reached.add(layer.name);
  return !reached.has(output);
}

const names = Object.keys(builders).filter((name): name is keyof typeof builders => name in builders);

describe.each(names)('%s, with 0 to 8 losses', (name) => {
  test.each(['locked', 'pruned'] as const)(
    'streams %s: every loss stands where all paths pass, and every group in one stage, whose loss its readers lead to',
    (streams) => {
      network = builders[name](new Random(1));
      const groups = prunableGroups(network, streams);
      for (let losses = 0; losses <= 8; losses++) {
        const stages = stagesOf(network, groups, losses);
        expect(stages.at(-1)?.lossAt).toBeUndefined();
        for (const { lossAt, groups: selected } of stages) {
          if (lossAt !== undefined) expect([lossAt, isCrossedByAll(network, lossAt)]).toEqual([lossAt, true]);
          const leading = new Set(upTo(network, lossAt ?? network.output).layers.map((layer) => layer.name));
          for (const { readers } of selected) for (const { layer } of readers) expect(leading).toContain(layer);
        }
        expect(stages.flatMap((stage) => stage.groups.map(({ id }) => id)).toSorted()).toEqual(
          groups.map(({ id }) => id).toSorted(),
        );
        const heads = stages.flatMap(({ lossAt }) => lossAt ?? []);
        expect(new Set(heads).size).toBe(heads.length);
        expect(heads.length).toBeLessThanOrEqual(losses);
      }
    },
  );
});

test('a group that is read before and behind what joins it is selected behind all its readers', () => {
  network = new NetworkBuilder([8, 8, 3])
    .append('x0', 'Conv2D', { filters: 4, kernel_size: 3, padding: 'same' })
    .append('x1', 'Conv2D', { filters: 4, kernel_size: 3, padding: 'same' })
    .append('x2', 'Conv2D', { filters: 4, kernel_size: 3, padding: 'same' })
    .append('cat', 'Concatenate', {}, ['x0', 'x1', 'x2'])
    .append('last', 'Conv2D', { filters: 4, kernel_size: 3 })
    .append('more', 'Conv2D', { filters: 4, kernel_size: 3 })
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 3 })
    .build('joined', new Random(1));
  const groups = prunableGroups(network, 'pruned');
  const order = network.layers.map(({ name }) => name);
  for (const { readers } of groups) {
    const places = readers.map(({ layer }) => order.indexOf(layer));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  }
  for (let losses = 1; losses <= 3; losses++)
    for (const { lossAt = network.output, groups: selected } of stagesOf(network, groups, losses)) {
      const leading = new Set(upTo(network, lossAt).layers.map(({ name }) => name));
      for (const { readers } of selected) for (const { layer } of readers) expect(leading).toContain(layer);
    }
});

test('layers behind a Flatten belong to the last stage: a head reads images', () => {
  network = new NetworkBuilder([8, 8, 3])
    .append('a', 'Conv2D', { filters: 4, kernel_size: 3 })
    .append('b', 'SeparableConv2D', { filters: 4, kernel_size: 3 })
    .append('flat', 'Flatten')
    .append('c', 'Dense', { units: 8 })
    .append('d', 'Dense', { units: 8 })
    .append('classes', 'Dense', { units: 3 })
    .build('flat', new Random(1));
  const stages = stagesOf(network, prunableGroups(network), 2);
  expect(stages.map(({ lossAt, groups }) => [lossAt, groups.map(({ id }) => id)])).toEqual([
    ['b', ['b']],
    [undefined, ['c', 'd', 'classes']],
  ]);
});

test('the losses of a residual network stand at the ends of its blocks', () => {
  network = cifarResnet('r', { blocks: 3, classes: 10 }, new Random(1));
  const stages = stagesOf(network, prunableGroups(network), 2);
  expect(stages.map(({ lossAt, groups }) => [lossAt, groups.map(({ id }) => id)])).toEqual([
    ['relu1_3', ['conv1_1b', 'conv1_2b', 'conv1_3b']],
    ['relu2_3', ['conv2_1b', 'conv2_2b', 'conv2_3b']],
    [undefined, ['conv3_1b', 'conv3_2b', 'conv3_3b']],
  ]);
});
