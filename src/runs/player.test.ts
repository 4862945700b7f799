import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { fold } from './fold';
import { eventsAFrame, Player } from './player';
import { emptyState } from './state';
import { resnet50Channels, runLog, selectionOf } from './testing';

test('the state at every event is what the events up to it fold to', () => {
  fc.assert(
    fc.property(runLog, fc.func(fc.nat()), (log, order) => {
      const player = new Player(log);
      const folded = [emptyState];
      for (const event of log) folded.push(fold(folded.at(-1)!, event));
      const counts = [...folded.keys()].sort((a, b) => order(a) - order(b));
      for (const count of counts) expect(drawn(player.stateAfter(count))).toEqual(drawn(folded[count]!));
    }),
    { numRuns: 20 },
  );
});

/** All that a state holds, lists that share their items by these. */
const drawn = (state: typeof emptyState) => ({
  ...state,
  losses: [...state.losses],
  training: [...state.training],
  accuracies: [...state.accuracies],
  layers: state.layers.map((layer) => ({ ...layer, chosen: [...layer.chosen], joinedAfter: [...layer.joinedAfter] })),
});

test('there is no state beyond the last event', () => {
  const log = selectionOf([4]);
  const player = new Player(log);
  expect(player.stateAfter(log.length).selected).toBe(2);
  expect(() => player.stateAfter(log.length + 1)).toThrow(RangeError);
  expect(() => player.stateAfter(-1)).toThrow(RangeError);
});

test('any state of a run on ResNet-50 is few folded events away', () => {
  const log = selectionOf(resnet50Channels);
  expect(resnet50Channels).toHaveLength(53);
  expect(resnet50Channels.reduce((sum, channels) => sum + channels)).toBe(26_560);
  const player = new Player(log);
  const read = vi.spyOn(log, 'at');
  const counts = fc.sample(fc.nat(log.length), { seed: 1, numRuns: 300 });
  const times = counts.map((count) => {
    read.mockClear();
    const start = performance.now();
    player.stateAfter(count);
    const time = performance.now() - start;
    expect(read.mock.calls.length).toBeLessThan(eventsAFrame);
    return time;
  });
  times.sort((a, b) => a - b);
  console.log(
    `${log.length} events: a state takes ${times[150]!.toFixed(2)} ms in the median, ${times[297]!.toFixed(2)} ms at 99%`,
  );
});
