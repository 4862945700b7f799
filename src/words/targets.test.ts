import { expect, test } from 'vitest';
import { tellSearch } from './targets';

const gap = { gap: 0.083, low: -0.073, high: 0.24 };
const of = (train: number, images?: number) => ({
  search: { tried: 4, kept: 2, isMet: true, ...(images === undefined ? {} : { images }) },
  dataset: { images: { train, validation: 48 } },
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

test('a search to a size says whether that is met; of a run without a search there is nothing to say', () => {
  expect(tellSearch(of(432))).toBe('tried 4 networks, kept number 2; target met');
  expect(tellSearch({ dataset: {}, pruned: { images: 12, gap } })).toBeUndefined();
});
