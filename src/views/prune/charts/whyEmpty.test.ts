import { expect, test } from 'vitest';
import { AppendOnly } from '../../../runs/appendOnly';
import { fold } from '../../../runs/fold';
import { emptyState, untouchedLayer } from '../../../runs/state';
import { started } from '../../../runs/testing';
import { whyEmpty } from './whyEmpty';

const layer = untouchedLayer({ name: 'conv2', channels: 4, keeps: 2 });
const done = { ...layer, chosen: AppendOnly.from([0, 1]), isDone: true };

test('scores come later, until the layer is at work', () => {
  const worth = { phase: 'selection', what: 'sensitivity', layer: 'conv2' } as const;
  const other = { phase: 'selection', what: 'layer', layer: 'conv3' } as const;
  for (const phase of [worth, other]) expect(whyEmpty({ ...emptyState, phase }, layer)).toBe('later');
  expect(whyEmpty(emptyState, layer)).toBe('later');
});

test('they are being measured while channels of the layer are chosen, or all channels are scored at once', () => {
  const itsTurn = { phase: 'selection', what: 'layer', layer: 'conv2' } as const;
  const all = { phase: 'selection', what: 'scores' } as const;
  for (const phase of [itsTurn, all]) expect(whyEmpty({ ...emptyState, phase }, layer)).toBe('measuring');
});

test('a layer that is chosen without them has none, while the run goes on and after it', () => {
  expect(whyEmpty(emptyState, { ...layer, chosen: AppendOnly.from([0]) })).toBe('none');
  expect(whyEmpty(emptyState, done)).toBe('none');
});

test('a search that takes up a network again says that they stand further back', () => {
  const counts = { conv2: 2 };
  const gap = { gap: 0, low: 0, high: 0, baselineOnly: 0, prunedOnly: 0 };
  const made = { ...{ number: 1, most: 2, widths: counts, flops: 1, params: 1 }, gap, images: 10, isMet: true };
  const state = [
    started([{ name: 'conv2', channels: 4, keeps: 2 }]),
    { type: 'widths' as const, counts },
    { type: 'try' as const, ...made },
    { type: 'widths' as const, counts: { conv2: 3 } },
    { type: 'widths' as const, counts },
    { type: 'selected' as const, layer: 'conv2', kept: [0, 1] },
  ].reduce(fold, emptyState);
  expect(whyEmpty(state, state.layers[0]!)).toBe('again');
});
