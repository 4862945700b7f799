import type { Row } from './row';

/** A row that says as much as a test needs. */
export const rowWith = (values: Partial<Row>): Row => ({
  ...{ network: 'small', method: 'dcp', rate: 0.5, seed: 1, images: 'some', testImages: 1000 },
  ...{ baselineAccuracy: 90, selectedAccuracy: 60, accuracy: 85, accuracyLow: 83, accuracyHigh: 87 },
  ...{ gap: 5, gapLow: 3, gapHigh: 7, params: 100, flops: 2000, bytes: 400 },
  ...{ baselineParams: 200, baselineFlops: 8000, baselineBytes: 800, milliseconds: 1, baselineMilliseconds: 2 },
  ...{ selectionSeconds: 5, seconds: 20, backend: 'wasm', widths: { conv2: 2, conv3: 3 } },
  ...{ baselineWidths: { conv2: 4, conv3: 6 }, kept: { conv2: [0, 3], conv3: [1, 2, 5] } },
  ...values,
});
