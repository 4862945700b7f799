import { expect, test } from 'vitest';
import { signedPoints, tellAccuracy, tellGap, tellGapRange, tellImages, tellParts } from './figures';

test('an accuracy is told with its interval and the images that it comes from', () => {
  const told = { accuracy: 0.851, low: 0.8276, high: 0.8717, images: 1000 };
  expect(tellAccuracy({ ...told, isAgreement: false })).toBe('accuracy 85.1% (95%: 82.8 to 87.2), n = 1,000');
  expect(tellAccuracy({ ...told, isAgreement: true })).toBe(
    "agreement with the network's own predictions 85.1% (95%: 82.8 to 87.2), n = 1,000",
  );
});

test('an error gap is told in points, with its interval, its images and those that make it', () => {
  const gap = { gap: 0.012, low: 0.0017, high: 0.0223, baselineOnly: 20, prunedOnly: 8 };
  expect(tellGap(gap, 1000)).toBe(
    'error gap +1.2 points (95%: 0.2 to 2.2), n = 1,000: 20 right in the baseline alone, 8 in this network alone',
  );
});

test('an interval of a gap has its minus alone', () => {
  expect(tellGapRange({ low: -0.004, high: 0.02 })).toBe('−0.4 to 2.0');
});

test('points have a sign where they are not nothing', () => {
  expect([0.012, -0.012, 0, -0.0004, 0.0004].map(signedPoints)).toEqual(['+1.2', '−1.2', '0.0', '0.0', '0.0']);
});

test('images are counted', () => {
  expect([1, 32, 1000].map(tellImages)).toEqual(['1 image', '32 images', '1,000 images']);
  expect(tellParts({ train: 4500, validation: 500, test: 1000 })).toBe(
    '4,500 training, 500 validation and 1,000 test images',
  );
});
