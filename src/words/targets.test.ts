import { expect, test } from 'vitest';
import { tellSearch } from './targets';

const gap = { gap: 0.083, low: -0.073, high: 0.24 };
const baseline = { accuracy: 0.8, low: 0.7, high: 0.9 };
const of = (train: number, images?: number, opened = baseline) => ({
  search: { tried: 4, kept: 2, isMet: true, ...(images === undefined ? {} : { images, opened }) },
  dataset: { images: { train, validation: 48 } },
  baseline,
  pruned: { images: 12, gap },
});

test('a search by accuracy says on which images its target is met, and what the test images say', () => {
  expect(tellSearch(of(432, 48))).toBe(
    'tried 4 networks, kept number 2; target met on 48 validation images; on the 12 test images the error gap is +8.3 points (95%: −7.3 to 24.0)',
  );
});

test('it says where no images were set apart', () => {
  expect(tellSearch(of(48, 48))).toContain('too few training images to set any apart');
});

test('it says where the network knows those images: better than test images, beyond both intervals', () => {
  const known = { accuracy: 1, low: 0.93, high: 1 };
  expect(tellSearch(of(432, 48, known))).toContain(
    'the opened network is right on 100.0% (95%: 93.0 to 100.0) of these, on 80.0% (95%: 70.0 to 90.0) of the test images: most likely it was trained on these',
  );
  expect(tellSearch(of(432, 48, { ...known, low: 0.89 }))).not.toContain('trained on these');
});

test('a search to a size says whether that is met; of a run without a search there is nothing to say', () => {
  expect(tellSearch(of(432))).toBe('tried 4 networks, kept number 2; target met');
  expect(tellSearch({ dataset: {}, baseline, pruned: { images: 12, gap } })).toBeUndefined();
});

test('a search to a time says how many networks were timed, and whether the last measurement met it', () => {
  const timed = (isMet: boolean) => ({ ...of(432), search: { tried: 1, kept: 1, isMet, timed: 7 } });
  expect(tellSearch(timed(true))).toBe('7 narrower networks timed, one made: target met');
  expect(tellSearch({ ...timed(true), search: { ...timed(true).search, multiple: 8 } })).toBe(
    '7 narrower networks timed, one made, its widths in multiples of 8: target met',
  );
  expect(tellSearch({ ...timed(true), search: { ...timed(true).search, timed: 1 } })).toBe(
    'it takes no longer than that as it came: nothing is cut',
  );
  expect(tellSearch(timed(false))).toBe(
    '7 narrower networks timed, one made: target not met: its last measurement is above it',
  );
});
