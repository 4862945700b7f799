import { expect, test } from 'vitest';
import { readAddress, writeAddress } from './address';

test('an address says what is shown, and is read as it was written', () => {
  const all = { view: 'prune', run: 'vgg-small-dcp-50', step: 91, layer: 'stream:conv 1', channel: 12 } as const;
  const compared = {
    view: 'compare',
    contest: 'a/b/3',
    measure: 'bytes',
    runs: ['a/dcp/0.5', 'own 1'],
    layer: 'conv2',
  } as const;
  for (const address of [all, compared, { view: 'use' }, { view: 'network' }] as const)
    expect(readAddress(writeAddress(address))).toEqual(address);
  expect(writeAddress({ view: 'compare', runs: [] })).toBe('#compare?runs=');
  expect(readAddress('#compare?runs=')).toEqual({ view: 'compare', runs: [] });
  expect(writeAddress({ view: 'use' })).toBe('#use');
  expect(writeAddress({ view: 'prune', run: 'a', step: 3 })).toBe('#prune?run=a&step=3');
});

test('a link holds a sweep: what it varies, in the order of the page', () => {
  const sweep = { view: 'compare', methods: ['dcp', 'thinet'], rates: [0.1, 0.9], seeds: 3 } as const;
  expect(writeAddress({ ...sweep, methods: [...sweep.methods], rates: [...sweep.rates] })).toBe(
    '#compare?methods=dcp,thinet&rates=0.1,0.9&seeds=3',
  );
  expect(readAddress('#compare?methods=thinet,cooking,dcp&rates=0.9,0.2,0.1&seeds=3')).toEqual(sweep);
  expect(readAddress('#compare?methods=&seeds=10')).toEqual({ view: 'compare', methods: [] });
});

test('a link holds a step of a lesson, what of it is hidden or locked, and whether it is presented', () => {
  const moment = { view: 'learn', lesson: 'greedy', step: 3 } as const;
  const told = writeAddress({ ...moment, hide: ['formulas'], lock: ['predictions', 'navigation'], present: true });
  expect(readAddress(told)).toEqual({
    ...{ ...moment, hide: ['formulas'], lock: ['predictions', 'navigation'], present: true },
  });
  expect(readAddress('#learn?lesson=cooking&hide=all&lock=steps,experiments&present=no')).toEqual({
    ...{ view: 'learn', lock: ['experiments'], present: false },
  });
});

test('a link holds what is open and set, with signs that need no encoding as they are', () => {
  const work = {
    view: 'network',
    network: 'resnet-20',
    images: 'full',
    scratch: true,
    compress: true,
    recipe: 'rate:0.3,layerRates/conv2:0.75',
  } as const;
  expect(readAddress(writeAddress(work))).toEqual(work);
  expect(writeAddress({ view: 'use', recipe: work.recipe })).toBe('#use?recipe=rate:0.3,layerRates/conv2:0.75');
  expect(readAddress('#use?images=some&scratch=perhaps&recipe=')).toEqual({ view: 'use' });
});

test('what an address cannot say is passed over', () => {
  expect(readAddress('')).toEqual({ view: 'prune' });
  expect(readAddress('#elsewhere?step=2')).toEqual({ view: 'prune', step: 2 });
  expect(readAddress('#use?run=../../etc&step=-1&layer=&channel=-2&colour=red&measure=weight')).toEqual({
    view: 'use',
  });
  expect(readAddress('#network?step=1.5')).toEqual({ view: 'network' });
});
