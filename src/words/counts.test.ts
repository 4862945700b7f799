import { expect, test } from 'vitest';
import { tellKept } from './networkView';
import { tellNetworkOf } from './playing';
import { tellAlong } from './pruneView';
import { tellAll, tellOwnRates } from './recipeView';
import { tellReplaced } from './sensitivity';
import { tellWay } from './targets';

test('one is told as one, and several as several', () => {
  expect([tellAlong('epoch', '1'), tellAlong('epoch', '24'), tellAlong('epoch', '0.5')]).toEqual([
    ...['1 epoch', '24 epochs', '0.5 epochs'],
  ]);
  expect([tellKept(1), tellKept(3)]).toEqual(['Stays whole: 1 group of channels', 'Stay whole: 3 groups of channels']);
  expect([tellOwnRates(1), tellOwnRates(8)]).toEqual([
    ...['1 layer has its own rate.', '8 layers have their own rates.'],
  ]);
  expect(tellReplaced(1)).toMatch(/ one that was /);
  expect(tellReplaced(2)).toMatch(/ 2 that were /);
  expect(tellWay('lose', 1)).toMatch(/^Makes one network/);
  expect(tellWay('lose', 4)).toMatch(/^Makes up to 4 networks/);
});

test('how many of how many is told, and whether that is all', () => {
  expect(tellNetworkOf(2, { networks: 4, isOver: true })).toBe('network 2 of 4');
  expect(tellNetworkOf(2, { networks: 4, isOver: false })).toBe('network 2 of at most 4');
  expect(tellAll(5000)).toBe('all 5,000');
});
