import { expect, test } from 'vitest';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { Cancelled, proceed } from '../engine/checkpoint';
import { datasetSource } from '../engine/intake/sourceImages';
import { NetworkBuilder } from '../engine/network/networkBuilder';
import { Random } from '../engine/random';
import { colourDataset } from '../engine/testing/fixtures';
import { Opening } from './opening';
import { Workbench } from './workbench';

test('a costly network labels few images when it opens, and the others before its first run, which can be cancelled', async () => {
  await chooseBackend(['wasm']);
  const { classes: _, ...images } = datasetSource(colourDataset(3, 8, 30));
  const costly = new NetworkBuilder([8, 8, 3])
    .append('up', 'UpSampling2D', { size: [32, 32] })
    .append('conv', 'Conv2D', { filters: 4096, kernel_size: [16, 16], strides: [16, 16] })
    .append('gap', 'GlobalAveragePooling2D')
    .append('classes', 'Dense', { units: 7 })
    .build('costly', new Random(1));
  const network = { ...costly, notes: { scaling: { kind: 'unit' as const } } };
  const workbench = new Workbench();
  const answer = await workbench.openParts({ network: { network, format: 'keras' }, images }, new Opening());
  expect(answer).toMatchObject({ images: { isLabelled: false, train: 30, test: 30 } });
  expect(workbench.hasToLabel).toBe(true);
  await expect(workbench.dataset(() => Promise.reject(new Cancelled()))).rejects.toThrow(Cancelled);
  expect(workbench.hasToLabel).toBe(true);
  const learnt = await workbench.dataset(proceed);
  expect(learnt.train.labels).toHaveLength(30);
  expect(workbench.hasToLabel).toBe(false);
  expect(await workbench.dataset(proceed)).toBe(learnt);
});
