import * as tf from '@tensorflow/tfjs';
import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend } from '../engine/backend/chooseBackend';
import { Lease } from './lease';
import { tinyNetwork, tinyWeights } from './testing';

beforeAll(() => chooseBackend(['cpu']));

test('in whatever order leases are shared and released, the network is there until the last, and freed once', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ place: fc.nat(), shares: fc.boolean() })), (steps) => {
      const before = tf.memory().numTensors;
      const held = [Lease.on({ network: tinyNetwork('leased', 3, 2), format: 'keras' })];
      for (const { place, shares } of steps) {
        const lease = held[place % held.length]!;
        if (shares) held.push(lease.share());
        else if (held.length > 1) {
          held.splice(held.indexOf(lease), 1);
          lease.release();
          lease.release();
        }
        expect(tf.memory().numTensors - before).toBe(tinyWeights);
      }
      for (const lease of held) lease.release();
      expect(tf.memory().numTensors).toBe(before);
    }),
  );
});

test('a lease that is released gives the network to nobody', () => {
  const lease = Lease.on({ network: tinyNetwork('leased', 3, 2), format: 'keras' });
  lease.release();
  expect(() => lease.opened).toThrow('the lease on "leased" has been released');
  expect(() => lease.share()).toThrow('has been released');
});
