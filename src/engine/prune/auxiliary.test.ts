import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { chooseBackend } from '../backend/chooseBackend';
import { type MethodId, methodIds, type RecipeValues, recipeOf } from '../methods/recipe';
import { vgg } from '../models/vgg';
import { disposeNetwork } from '../network/network';
import { Random } from '../random';
import type { RunEvent } from '../run/events';
import { colourDataset } from '../testing/fixtures';
import type * as heads from '../train/heads';
import { planRun } from './planRun';
import { prune } from './prune';

/** Layers at which heads are built. */
const built: string[] = [];

vi.mock('../train/heads', async (original) => {
  const actual = await original<typeof heads>();
  return {
    ...actual,
    buildHead: (...args: Parameters<typeof actual.buildHead>) => {
      built.push(args[1]);
      return actual.buildHead(...args);
    },
  };
});

beforeAll(() => chooseBackend(['wasm']));
beforeEach(() => {
  built.length = 0;
});

/** What each method has beside selection and the last training. */
const having: Readonly<Record<MethodId, readonly ('heads' | 'epochs')[]>> = {
  ...{
    dcp: ['heads', 'epochs'],
    'dcp-adapt': ['heads', 'epochs'],
    random: ['heads', 'epochs'],
    dkp: ['heads', 'epochs'],
  },
  ...{ slimming: ['epochs'], surgery: ['epochs'], 'wm-plus': ['heads'] },
  ...{ l1: [], l2: [], fpgm: [], apoz: [], taylor: [], thinet: [], cp: [], wm: [] },
};

const dataset = colourDataset(3, 8, 60);

/** What a run of a method says beforehand, and does. */
async function had(method: MethodId, values: RecipeValues) {
  const network = vgg('tiny', { blocks: [[4, 6], [6]], classes: 3, inputShape: [8, 8, 3] }, new Random(2));
  const recipe = recipeOf({ method, samples: 20, batchSize: 20, fineTuningEpochs: 1, learningRate: 0.05, ...values });
  const { outline } = (await planRun(network, dataset, recipe)).method;
  const run = prune(network, dataset, recipe);
  const events: RunEvent[] = [];
  let next = await run.next();
  for (; !next.done; next = await run.next()) events.push(next.value);
  for (const each of [network, next.value!]) disposeNetwork(each);
  const started = events.find((event) => event.type === 'started')!;
  return {
    outline,
    losses: started.losses ?? [],
    steps: events.filter((event) => event.type === 'training' && event.phase === 'auxiliary').length,
  };
}

test.each(methodIds)(
  '%s has heads and auxiliary epochs if they are its own, and pays for none otherwise',
  async (id) => {
    const hasHeads = having[id].includes('heads');
    const epochs = { auxiliaryEpochs: 1, sparseEpochs: 1, surgeryEpochs: 1 };
    const { outline, losses, steps } = await had(id, { losses: 1, ...epochs });
    expect(built).toEqual(hasHeads ? ['conv2'] : []);
    expect([losses, outline.losses ?? []]).toEqual([built, built]);
    expect((outline.work.heads ?? 0) > 0).toBe(hasHeads && id !== 'wm-plus');
    expect(steps > 0).toBe(having[id].includes('epochs'));
    expect((outline.work.auxiliary ?? 0) > 0).toBe(having[id].includes('epochs'));
  },
);

test.each(methodIds)('%s has none where the recipe asks for none', async (id) => {
  const { outline, losses, steps } = await had(id, {
    ...{ losses: 0, auxiliaryEpochs: 0, sparseEpochs: 0, surgeryEpochs: 0 },
  });
  expect([built, losses, outline.losses ?? [], steps]).toEqual([[], [], [], 0]);
  expect([outline.work.heads ?? 0, outline.work.auxiliary ?? 0]).toEqual([0, 0]);
});
