import { expect, test } from 'vitest';
import type { RunEvent } from '../../engine/run/events';
import { AppendOnly } from '../../runs/appendOnly';
import { logged } from '../../runs/log';
import { Replay } from '../../runs/replay';
import { started } from '../../runs/testing';
import { sentenceOf, titleOf } from './tellFrame';

const events: readonly RunEvent[] = [
  started([{ name: 'conv7', channels: 64, keeps: 32 }]),
  { type: 'phase', phase: 'selection', what: 'layer', layer: 'conv7' },
  { type: 'selection', layer: 'conv7', step: 0, chosen: [83], joint: 2.1234 },
  { type: 'selection', layer: 'conv7', step: 1, chosen: [4, 9], joint: 2.06 },
  { type: 'selected', layer: 'conv7', kept: [4, 9, 83] },
  { type: 'phase', phase: 'fine-tuning', what: 'pruned' },
  { type: 'training', phase: 'fine-tuning', step: 20, steps: 78, epoch: 2, loss: 0.5 },
];
const replay = new Replay(AppendOnly.from(events.map((event, at) => logged('r', event, at))));

const told = (moment: number, method = 'dcp', byHand = {}) => {
  const frame = replay.frameAt(moment)!;
  const recipe = { method: { id: method }, byHand, target: { kind: 'rate' } as const };
  return [titleOf(frame.state, recipe), sentenceOf(frame, recipe)];
};

test('every moment has a title, and a sentence that says what happens and why', () => {
  expect(told(0)).toEqual(['The run begins', 'DCP on n: of 64 input channels in 1 layer 32 are to stay.']);
  expect(told(1)[0]).toBe('Choosing which inputs conv7 keeps: 0 of 32');
  expect(told(2)).toEqual([
    'Choosing which inputs conv7 keeps: 1 of 32',
    'Channel 83 has the steepest joint-loss gradient, so it joins. With none, the joint loss is 2.12.',
  ]);
  expect(told(3, 'random')[1]).toBe(
    'Channels 4 and 9 are drawn at random, so they join. The joint loss is 2.06, from 2.12 before the last step.',
  );
  expect(told(3, 'dcp', { conv7: { keep: [9], remove: [] } })[1]).toMatch(
    /^Channel 9: kept by hand, before the method chooses\. Channel 4 has the steepest joint-loss gradient, so it joins\. The/,
  );
  expect(told(4)[1]).toBe('conv7 keeps 3 of 64 input channels; the others go.');
  expect(told(4, 'dcp-adapt')[1]).toContain('less than ε of its first value (Eq 10)');
  expect(told(6)).toEqual(['Fine-tuning the pruned network', 'Epoch 2, step 20 of 78: the loss is 0.500.']);
});
